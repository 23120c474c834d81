export { parkedMessagesIn } from './parked-messages.js';
export { hasEventLog, identifyLedger, ledgerIn } from './ledger-identity.js';
export { askOnce } from './ask-once.js';
export { lastBackupIn, recordBackup } from './last-backup.js';
export { ledgerVersion, mustFitVersion } from './ledger-version.js';
export { migrateLog } from './migrate-log.js';
export { openDatabase, type Database } from './open-database.js';
export { beginRestore, lineageIn, reachStage, restoreMarkIn, type RestoreMark } from './restore-mark.js';
