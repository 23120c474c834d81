import type { Finding } from '../finding.js';
import type { Message, SourceLines } from '../read/read-message.js';
import { assignmentRules } from './messages/assignment-rules.js';
import { contactRules } from './messages/contact-rules.js';
import { declarationAnswerRules } from './messages/declaration-answer-rules.js';
import { declarationRules } from './declaration/checker.js';
import { deliveryRules } from './messages/delivery-rules.js';
import { applyRules, type MessageRule } from './messages/message-rule.js';
import { personRules } from './messages/person-rules.js';
import { replyRules } from './messages/reply-rules.js';
import { requestLevelTwo } from './messages/request-rules.js';
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
 * Faults of level 2 in a message that is valid at level 1. Does not check a JW323, which DeclarationChecker does. A
 * retour (302, 306, 308, 316, 318, 320) has no rules of level 2. `lines` gives the findings their line numbers.
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
