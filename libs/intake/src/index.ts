export { attempt, Parked } from './attempt.js';
export { MessageAttempts } from './store/attempts.js';
export {
  knownTo,
  leavesForOthers,
  processReceived,
  regionFaultOf,
  type RecordedMessage,
  type IntakeResult,
} from './message-intake.js';
export { MessageStore, type ReceivedMessage } from './store/message-store.js';
export { NO_NUMBER, type OpenedMessage } from './store/parts/container.js';
export { messageEntity } from './message-table/entity.js';
export { messageTableIn } from './message-table/migrations.js';
export { messageStoreIn } from './store/provider.js';
export { receivedMessage } from './received-messages.js';
export { receivedText } from './received-text.js';
export { mustBeOfSender, Refused, RefusedToSender } from './refused.js';
export { exchangeTables, SentAnswers } from './sent-answers/sent-answers.js';
export { sealedMessages } from './store/sealed-messages.js';
