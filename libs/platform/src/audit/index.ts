export { AuditAway, type AuditFilter, type AuditLog, type KeptAuditLog } from './log/audit-log.js';
export { checkChain, type ChainEnd, type CheckedChain } from './log/chain.js';
export { INSTALLATION, type AuditEntry } from './log/entry.js';
export { MemoryAuditLog } from './log/memory.js';
export { auditTables, openAuditLog } from './postgres/audit-log.js';
export { auditAnswers } from './recording/audit-answers.js';
export { Auditor, type Audited } from './recording/auditor.js';
export { logboekLines } from './views/logboek.js';
export { codesOf, knownAtIn } from './recording/codes.js';
