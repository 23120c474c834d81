import type { Finding } from '../finding.js';
import type { Message, SourceLines } from '../read/read-message.js';
import { assignmentRules } from './assignment-rules.js';
import { contactRules } from './contact-rules.js';
import { declarationRules } from './declaration-checker.js';
import { deliveryRules } from './delivery-rules.js';
import { applyRules, type MessageRule } from './message-rule.js';
import { personRules } from './person-rules.js';
import type { RuleDescription } from './rule.js';

const messageRules: readonly MessageRule[] = [...personRules, ...contactRules, ...assignmentRules, ...deliveryRules];

/** Every rule of level 2 this library applies, by message and place. */
export const levelTwoRules: readonly RuleDescription[] = [...declarationRules, ...messageRules];

/**
 * Faults of level 2 in a JW301, JW305 or JW307 that is valid at level 1; other messages have no rules here (a JW323
 * goes through DeclarationChecker). `lines` gives the findings their line numbers.
 */
export function checkLevelTwo(message: Message, lines: SourceLines): readonly Finding[] {
  switch (message.type) {
    case 'JW301':
    case 'JW305':
    case 'JW307':
      return applyRules(messageRules, message, lines);
    default:
      return [];
  }
}
