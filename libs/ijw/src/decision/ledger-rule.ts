import type { CalendarDate } from '@regieboek/kernel';
import type { RetourCode } from '../generated/messages.js';
import type { Attachment, JudgedMessage, Located } from '../rules/message-rule.js';
import type { RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';

/** Messages that are decided as a whole; a JW323 is decided line by line. */
export type DecidedMessage = JudgedMessage;

/** A message about to be judged, with what the rules look up for it. */
export interface Judgement<L> {
  readonly message: DecidedMessage;
  readonly ledger: L;
  /** Day of the receiver. */
  readonly today: CalendarDate;
  readonly settings: Settings;
}

/** A rule of level 3 or 4 on a message that is decided as a whole. */
export interface LedgerRule<L> extends RuleDescription<RetourCode | null> {
  /** Element the breach is reported at, below the class; empty for the class itself. */
  readonly element: string;
  /** The classes that break the rule. */
  breaches(judgement: Judgement<L>): readonly Located<object>[];
}

/** Number, level and code of a rule. */
export type RuleNumber = readonly [rule: string, level: 3 | 4, code: RetourCode | null];

/** A rule that judges each part of a message, after one look at the whole of it. */
export function ledgerRule<L, T extends object>(
  [rule, level, code]: RuleNumber,
  { messages, on, element = '' }: Attachment,
  sentence: string,
  [partsOf, judge]: readonly [
    partsOf: (message: DecidedMessage) => readonly Located<T>[],
    judge: (judgement: Judgement<L>) => (part: T) => boolean,
  ],
): LedgerRule<L> {
  return {
    rule,
    level,
    code,
    messages,
    on: element ? `${on}/${element}` : on,
    element,
    sentence,
    breaches: (judgement) => {
      const isBroken = judge(judgement);
      return partsOf(judgement.message).filter(({ value }) => isBroken(value));
    },
  };
}
