import type { ControlLevel, Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import type { RetourCode } from '../generated/messages.js';

/** What the rule list says about a rule. */
export interface RuleDescription<Code extends RetourCode | null = RetourCode> {
  /** Number in the rule list of iStandaarden, such as `TR134`. */
  readonly rule: string;
  readonly level: ControlLevel;
  /** Code of the answer when the rule is broken; null for a rule whose breach the standard does not answer. */
  readonly code: Code;
  readonly messages: readonly MessageType[];
  /** Class, or class and element, the rule is attached to. */
  readonly on: string;
  /** Dutch: what is wrong and what to do about it, without any value. */
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
