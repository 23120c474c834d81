import type { CalendarDate } from '@regieboek/kernel';
import type { RetourCode } from '../generated/messages.js';
import type { JudgedMessage, Located } from '../rules/messages/message-rule.js';
import type { RuleDescription } from '../rules/rule.js';
import type { Settings } from '../settings.js';

/** Messages that are decided as a whole; a JW323 is decided line by line. */
export type DecidedMessage = JudgedMessage;

/** A message to be judged, with the data that the rules need. */
export interface Judgement<L> {
  readonly message: DecidedMessage;
  readonly ledger: L;
  /** Day of the receiver. */
  readonly today: CalendarDate;
  readonly settings: Settings;
}

/** A rule of level 3 or 4 on a message that is decided as a whole. */
export interface LedgerRule<L> extends RuleDescription<RetourCode | null> {
  /** Element at which the breach is reported, inside the class; omitted for the class itself. */
  readonly element?: string;
  /** The classes that break the rule. */
  breaches(judgement: Judgement<L>): readonly Located<object>[];
}

/** Finds the parts that break a rule: `judge` runs once for the whole message, and its result for each part. */
export const among =
  <L, T extends object>(
    partsOf: (message: DecidedMessage) => readonly Located<T>[],
    judge: (judgement: Judgement<L>) => (part: T) => boolean,
  ) =>
  (judgement: Judgement<L>): readonly Located<T>[] => {
    const isBroken = judge(judgement);
    return partsOf(judgement.message).filter(({ value }) => isBroken(value));
  };
