import { GetYouthHandler } from './get-youth.js';
import { ListRetentionHandler } from './list-retention.js';
import { ListSignalsHandler } from './list-signals.js';
import { GetMessageHandler } from './get-message.js';
import { GetAnswerHandler } from './get-answer.js';
import { GetContractsSnapshotHandler } from './get-contracts-snapshot.js';
import { FindKeepersHandler } from './find-keepers.js';
import { GetIdentityHandler } from './get-identity.js';
import { LookUpYouthsHandler } from './look-up-youths.js';
import { FindYouthIdsHandler } from './find-youth-ids.js';

/** Handlers of all queries, for the module of this service. */
export const queryHandlers = [
  GetYouthHandler,
  ListSignalsHandler,
  ListRetentionHandler,
  GetMessageHandler,
  GetAnswerHandler,
  GetContractsSnapshotHandler,
  FindYouthIdsHandler,
  FindKeepersHandler,
  LookUpYouthsHandler,
  GetIdentityHandler,
];
