import type { JW319Antwoord, JW319Woonplaatsbeginsel } from '../generated/messages.js';
import { replies } from '../rules/messages/message-parts.js';
import type { Located } from '../rules/messages/message-rule.js';
import { ledgerRule } from '../rules/rule.js';
import { among, type DecidedMessage, type Judgement, type LedgerRule } from './ledger-rule.js';
import type { KnownRequest, ReplyLedger } from './ledgers.js';
import { providerOf } from './parties.js';

const residences = (message: DecidedMessage): Located<JW319Woonplaatsbeginsel>[] =>
  replies(message).flatMap(({ path, value }) =>
    value.woonplaatsbeginsel ? [{ path: `${path}/Woonplaatsbeginsel`, value: value.woonplaatsbeginsel }] : [],
  );

const requestOf = ({ ledger, message }: Judgement<ReplyLedger>, reply: JW319Antwoord): KnownRequest | undefined =>
  ledger.request(providerOf(message), reply.referentieAanbieder);

const answer = { messages: ['JW319'], on: 'Antwoord' } as const;

/** Judges each reply together with the request that it answers. */
const ofRequest =
  (isBroken: (request: KnownRequest | undefined, reply: JW319Antwoord) => boolean) =>
  (judgement: Judgement<ReplyLedger>) =>
  (reply: JW319Antwoord): boolean =>
    isBroken(requestOf(judgement, reply), reply);

/** Rules of levels 3 and 4 on the answer to a request (iJw 3.2, §10). */
export const replyLedgerRules: readonly LedgerRule<ReplyLedger>[] = [
  ledgerRule({
    rule: 'TR355',
    level: 3,
    code: '9355',
    ...answer,
    element: 'ReferentieAanbieder',
    sentence: 'Er is geen verzoek met deze referentie.',
    breaches: among(
      replies,
      ofRequest((request) => request === undefined),
    ),
  }),
  ledgerRule({
    rule: 'TR359',
    level: 3,
    code: '9359',
    ...answer,
    sentence: 'Voor dit verzoek is al een toewijzing verzonden; een antwoord kan niet meer.',
    breaches: among(
      replies,
      ofRequest((request) => request?.assigned === true),
    ),
  }),
  ledgerRule({
    rule: 'TR360',
    level: 3,
    code: '9360',
    ...answer,
    sentence: 'In onderzoek (antwoord 2) kan één keer, en alleen als eerste antwoord.',
    breaches: among(
      replies,
      ofRequest((request, { verzoekAntwoord }) => verzoekAntwoord === '2' && (request?.replies.length ?? 0) > 0),
    ),
  }),
  ledgerRule({
    rule: 'TR365',
    level: 3,
    code: '9365',
    ...answer,
    sentence: 'Een tweede antwoord kan alleen na een verzoek in onderzoek (antwoord 2).',
    breaches: among(
      replies,
      ofRequest((request) => request !== undefined && request.replies.length > 0 && request.replies.at(-1) !== '2'),
    ),
  }),
  ledgerRule({
    rule: 'TR378',
    level: 4,
    code: 'S300',
    messages: ['JW319'],
    on: 'Woonplaatsbeginsel',
    element: 'Gemeente',
    sentence: 'De gemeentecode komt niet voor in de lijst van het CBS.',
    breaches: among(
      residences,
      ({ ledger }) =>
        ({ gemeente }) =>
          !ledger.isMunicipality(gemeente),
    ),
  }),
];
