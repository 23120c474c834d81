export { dataFolder } from './data-folder.js';
export { DatabaseFault } from './database-fault.js';
export { deadlines, migrationDeadlines, untilReachable, type Deadlines } from './deadlines.js';
export { hasDatabase, removeDataFolder, startEmbeddedPostgres } from './embedded-postgres.js';
export { lockFolder } from './folder-lock.js';
