import type { ControlLevel, Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import type { RetourCode } from '../generated/messages.js';

/** Entry of a rule in the rule list. */
export interface RuleDescription<Code extends RetourCode | null = RetourCode> {
  /** Number in the rule list of iStandaarden, such as `TR134`. */
  readonly rule: string;
  readonly level: ControlLevel;
  /** Code of the answer when the rule is broken; null when the standard defines none. */
  readonly code: Code;
  readonly messages: readonly MessageType[];
  /** Class, or class and element, to which the rule is attached. */
  readonly on: string;
  /** Dutch: the fault and its remedy, without any value. */
  readonly sentence: string;
}

/** A finding of a rule at a place. */
export const findingOf = (rule: RuleDescription<RetourCode | null>, path: string, line: number): Finding => ({
  rule: rule.rule,
  level: rule.level,
  code: rule.code,
  path,
  line,
  text: rule.sentence,
});

/** Description of a rule of level 3 or 4, besides its check. */
export interface LedgerRuleEntry<Code extends RetourCode | null> extends RuleDescription<Code> {
  readonly level: 3 | 4;
  /** Class to which the rule is attached; `element` is inside it. */
  readonly on: string;
  readonly element?: string;
}

/**
 * Makes a rule of level 3 or 4 from its entry: number, level, code, place, sentence and check. The check is `breaches` on
 * a message that is decided as a whole, and `isBroken` on a JW323.
 */
export function ledgerRule<Check extends object, Code extends RetourCode | null = RetourCode>(
  entry: LedgerRuleEntry<Code> & Check,
): RuleDescription<Code> & Check {
  const { on, element } = entry;
  return { ...entry, on: element === undefined ? on : `${on}/${element}` };
}
