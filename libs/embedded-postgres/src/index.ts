export { dataFolder } from './data-folder.js';
export { DatabaseFault } from './database-fault.js';
export { deadlines, migrationDeadlines, untilReachable, type Deadlines } from './deadlines.js';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
export {
  describeFolder,
  hasDatabase,
  placesOf,
  servedAddress,
  type DescribedFolder,
} from './folder/describe-folder.js';
export { FolderFault, folderFaults } from './folder/folder-fault.js';
export { type FolderIdentity } from './folder/identity.js';
export { findLeftovers, removeLeftovers, type Leftover } from './folder/leftovers.js';
export { removeDataFolder, removeLedger, type Removed } from './folder/remove-folder.js';
export { lockFolder } from './folder-lock.js';
export { whileReported } from './reported-wait.js';
