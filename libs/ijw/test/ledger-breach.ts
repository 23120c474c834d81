/** Building blocks of the tables of breaches of levels 3 and 4. */
import type { MessageOf } from '../src/decision/decide-message.js';
import type { LedgerOf } from '../src/decision/ledgers.js';
import type { History } from './message-ledgers.js';
import { changed, jw301, jw305, jw307 } from './messages.js';
import { jw315, jw317, jw319Elsewhere, jw325 } from './request-messages.js';

/** Any message that is decided as a whole. */
export type Judged = { [T in keyof LedgerOf]: MessageOf<T> }[keyof LedgerOf];

/** A message, a change in it or in its history, and the breach: rule, code and path. */
export interface LedgerBreach {
  readonly message: Judged;
  readonly history?: History;
  readonly breaks: readonly string[];
}

/** The stops of the start that `message-ledgers.ts` knows. */
const stops = changed(
  jw307(),
  ['client', 'stopProducten'],
  jw307().client.stopProducten.map((stop) => ({ ...stop, product: { categorie: '45' } })),
);

/** A removal and a new start, a stop, and so on: each accepted with the default history. */
export const soundMessages = {
  JW301: { type: 'JW301', value: jw301() },
  JW305: { type: 'JW305', value: jw305() },
  JW307: { type: 'JW307', value: stops },
  JW315: { type: 'JW315', value: jw315() },
  JW317: { type: 'JW317', value: jw317() },
  JW319: { type: 'JW319', value: jw319Elsewhere() },
  JW325: { type: 'JW325', value: jw325() },
} as const;
