import { RecordResidenceFactHandler } from './record-residence-fact.js';
import { WithdrawResidenceFactHandler } from './withdraw-residence-fact.js';
import { CorrectBirthDateHandler } from './correct-birth-date.js';
import { EraseYouthHandler } from './erase-youth.js';
import { ImportMessageHandler } from './import-message.js';
import { ImportFactsHandler } from './import-facts.js';
import { RetryPendingMessagesHandler } from './retry-pending-messages.js';
import { RetryPendingFactsHandler } from './retry-pending-facts.js';

/** Handlers of all commands, for the module of this service. */
export const commandHandlers = [
  RecordResidenceFactHandler,
  WithdrawResidenceFactHandler,
  CorrectBirthDateHandler,
  EraseYouthHandler,
  ImportMessageHandler,
  ImportFactsHandler,
  RetryPendingMessagesHandler,
  RetryPendingFactsHandler,
];
