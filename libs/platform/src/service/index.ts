/** A service in its own process; a separate entry point, so that a single process does not load what only four need. */
export { serveService, startService } from './serve-service.js';
export type { RunningService, ServiceDefinition } from './serve-service.js';
export { identitiesAnswer, identitiesQuestion, keepersAnswer, RemoteIdentitiesModule } from './remote-identities.js';
export { everyService, internalVariables, placementsVariables, serviceSchema, vaultVariables } from './variables.js';
