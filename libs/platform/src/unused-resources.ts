import pg from 'pg';
import { DataSource } from 'typeorm';
import { MemoryEventLog } from '@regieboek/eventing';
import { MemoryAuditLog } from './audit/index.js';
import { Approvals } from './four-eyes/store/approvals.js';
import type { Resources } from './platform.module.js';
import { cipherWith } from './secrets/cipher.js';
import { systemToday } from './today.js';

/** Resources for an application that is described and never run; its pool has no connection. */
export const unusedResources = (): Resources => ({
  log: new MemoryEventLog(),
  pool: new pg.Pool({ max: 1 }),
  database: '',
  cipher: cipherWith(new Uint8Array(32)),
  today: systemToday,
  audit: new MemoryAuditLog(),
  approvals: new Approvals(new DataSource({ type: 'postgres' })),
});
