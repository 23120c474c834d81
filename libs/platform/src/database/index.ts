export { parkedMessagesIn } from './parked-messages.js';
export { hasEventLog, identifyLedger, ledgerIn } from './ledger-identity.js';
export { migrateLog } from './migrate-log.js';
export { openDatabase, type Database } from './open-database.js';
