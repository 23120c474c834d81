import { replies } from './message-parts.js';
import { messageRule, type MessageRule } from './message-rule.js';

const reason = { messages: ['JW319'], on: 'Antwoord', element: 'RedenAfwijzingVerzoek' } as const;
const residence = { messages: ['JW319'], on: 'Antwoord', element: 'Woonplaatsbeginsel' } as const;

/** Rules of level 2 on the answer to a request (JW319, antwoordbericht) (iJw 3.2, §10). */
export const replyRules: readonly MessageRule[] = [
  messageRule('CD085', reason, 'Een afwijzing (antwoord 1) moet een reden hebben.', [
    replies,
    ({ verzoekAntwoord, redenAfwijzingVerzoek }) => verzoekAntwoord === '1' && redenAfwijzingVerzoek === undefined,
  ]),
  messageRule('CD086', reason, 'Bij een verzoek in onderzoek (antwoord 2) mag geen reden van afwijzing staan.', [
    replies,
    ({ verzoekAntwoord, redenAfwijzingVerzoek }) => verzoekAntwoord === '2' && redenAfwijzingVerzoek !== undefined,
  ]),
  messageRule('TR377', residence, 'Bij reden 8 (woonplaatsbeginsel) moet de verantwoordelijke gemeente genoemd zijn.', [
    replies,
    ({ redenAfwijzingVerzoek, woonplaatsbeginsel }) => redenAfwijzingVerzoek === '8' && !woonplaatsbeginsel,
  ]),
  messageRule('TR409', residence, 'Het woonplaatsbeginsel mag alleen bij reden van afwijzing 8; laat het weg.', [
    replies,
    ({ redenAfwijzingVerzoek, woonplaatsbeginsel }) =>
      redenAfwijzingVerzoek !== '8' && woonplaatsbeginsel !== undefined,
  ]),
];
