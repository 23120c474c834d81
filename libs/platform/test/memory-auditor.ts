import { Auditor } from '../src/audit/recording/auditor.js';
import { MemoryAuditLog } from '../src/audit/log/memory.js';
import { cipherWith } from '../src/secrets/cipher.js';
import { AUDITOR } from '../src/tokens.js';

/** Audit log of the applications of a spec file. */
export const memoryAudit = new MemoryAuditLog();

/** Auditor of an application in a test, which records in memory. */
export const memoryAuditor = {
  provide: AUDITOR,
  useValue: new Auditor(memoryAudit, cipherWith(new Uint8Array(32)), memoryAudit),
};
