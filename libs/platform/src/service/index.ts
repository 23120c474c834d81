/** A service in a process of its own; an entry of its own, so that one process does not load what only four need. */
export { serveService, startService } from './serve-service.js';
export type { RunningService, ServiceDefinition } from './serve-service.js';
export { identitiesAnswer, identitiesQuestion, RemoteIdentitiesModule } from './remote-identities.js';
export { bearerOf, INTERNAL_TOKEN, InternalGuard } from './internal-guard.js';
export {
  everyService,
  internalVariables,
  placementsVariables,
  serviceSchema,
  vaultVariables,
  type ServiceSettings,
  type VariableNote,
} from './variables.js';
