import type { JW319Antwoord, JW319Woonplaatsbeginsel } from '../generated/messages.js';
import { replies } from '../rules/message-parts.js';
import type { Located } from '../rules/message-rule.js';
import { ledgerRule, type DecidedMessage, type Judgement, type LedgerRule, type RuleNumber } from './ledger-rule.js';
import type { KnownRequest, ReplyLedger } from './ledgers.js';
import { providerOf } from './parties.js';

const residences = (message: DecidedMessage): Located<JW319Woonplaatsbeginsel>[] =>
  replies(message).flatMap(({ path, value }) =>
    value.woonplaatsbeginsel ? [{ path: `${path}/Woonplaatsbeginsel`, value: value.woonplaatsbeginsel }] : [],
  );

const requestOf = ({ ledger, message }: Judgement<ReplyLedger>, reply: JW319Antwoord): KnownRequest | undefined =>
  ledger.request(providerOf(message), reply.referentieAanbieder);

const replyRule = (
  number: RuleNumber,
  element: string,
  sentence: string,
  isBroken: (request: KnownRequest | undefined, reply: JW319Antwoord) => boolean,
): LedgerRule<ReplyLedger> =>
  ledgerRule(number, { messages: ['JW319'], on: 'Antwoord', element }, sentence, [
    replies,
    (judgement) => (reply) => isBroken(requestOf(judgement, reply), reply),
  ]);

/** Rules of levels 3 and 4 on the answer to a request (iJw 3.2, §10). */
export const replyLedgerRules: readonly LedgerRule<ReplyLedger>[] = [
  replyRule(
    ['TR355', 3, '9355'],
    'ReferentieAanbieder',
    'Er is geen verzoek met deze referentie.',
    (request) => request === undefined,
  ),
  replyRule(
    ['TR359', 3, '9359'],
    '',
    'Voor dit verzoek is al een toewijzing verzonden; een antwoord kan niet meer.',
    (request) => request?.assigned === true,
  ),
  replyRule(
    ['TR360', 3, '9360'],
    '',
    'In onderzoek (antwoord 2) kan één keer, en alleen als eerste antwoord.',
    (request, { verzoekAntwoord }) => verzoekAntwoord === '2' && (request?.replies.length ?? 0) > 0,
  ),
  replyRule(
    ['TR365', 3, '9365'],
    '',
    'Een tweede antwoord kan alleen na een verzoek in onderzoek (antwoord 2).',
    (request) => request !== undefined && request.replies.length > 0 && request.replies.at(-1) !== '2',
  ),
  ledgerRule(
    ['TR378', 4, 'S300'],
    { messages: ['JW319'], on: 'Woonplaatsbeginsel', element: 'Gemeente' },
    'De gemeentecode komt niet voor in de lijst van het CBS.',
    [
      residences,
      ({ ledger }) =>
        ({ gemeente }) =>
          !ledger.isMunicipality(gemeente),
    ],
  ),
];
