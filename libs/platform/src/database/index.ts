export { DatabaseFault } from './database-fault.js';
export { openDatabase } from './open-database.js';
export type { Database, DatabaseOptions } from './open-database.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
export type { EmbeddedPostgres } from './embedded-postgres.js';
export { lockFolder } from './folder-lock.js';
export type { FolderLock } from './folder-lock.js';
