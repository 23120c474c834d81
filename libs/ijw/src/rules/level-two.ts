import type { Finding } from '../finding.js';
import type { Message, SourceLines } from '../read/read-message.js';
import { assignmentRules } from './assignment-rules.js';
import { contactRules } from './contact-rules.js';
import { declarationAnswerRules } from './declaration-answer-rules.js';
import { declarationRules } from './declaration-checker.js';
import { deliveryRules } from './delivery-rules.js';
import { applyRules, type MessageRule } from './message-rule.js';
import { personRules } from './person-rules.js';
import { replyRules } from './reply-rules.js';
import { requestLevelTwo } from './request-rules.js';
import type { RuleDescription } from './rule.js';

const messageRules: readonly MessageRule[] = [
  ...personRules,
  ...contactRules,
  ...assignmentRules,
  ...deliveryRules,
  ...requestLevelTwo,
  ...replyRules,
  ...declarationAnswerRules,
];

/** Every rule of level 2 this library applies, by message and place. */
export const levelTwoRules: readonly RuleDescription[] = [...declarationRules, ...messageRules];

/**
 * Faults of level 2 in a message that is valid at level 1. A JW323 has none here: it goes through DeclarationChecker. A
 * retour (302, 306, 308, 316, 318, 320) has none at all. `lines` gives the findings their line numbers.
 */
export function checkLevelTwo(message: Message, lines: SourceLines): readonly Finding[] {
  switch (message.type) {
    case 'JW301':
    case 'JW305':
    case 'JW307':
    case 'JW315':
    case 'JW317':
    case 'JW319':
    case 'JW325':
      return applyRules(messageRules, message, lines);
    default:
      return [];
  }
}
