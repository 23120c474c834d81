export { backUp, type BackupResult, type BackupSource } from './backup.js';
export { BackupFolder } from './folder/backup-folder.js';
export { BackupFault } from './format/backup-fault.js';
export { backupFaults } from './format/faults.js';
export { manifestDigest, partsOf, type Manifest } from './format/manifest.js';
export { eraseAgain, restoreRegion, restoreTables, tableWithRows, type RestorableLog } from './restore.js';
export { connect } from './tables/snapshot.js';
export { verifyBackup } from './verify.js';
