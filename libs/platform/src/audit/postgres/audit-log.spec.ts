import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { auditLogConformance } from '../../../test/audit-log-conformance.js';
import { draft } from '../../../test/audit-drafts.js';
import { checkChain } from '../log/chain.js';
import { MemoryAuditLog } from '../log/memory.js';
import { openAuditLog } from './audit-log.js';

auditLogConformance('memory', async () => {
  const log = new MemoryAuditLog();
  return { open: async () => log, stop: async () => undefined };
});

auditLogConformance('PostgreSQL', async () => {
  const database = await startTestDatabase();
  return { open: () => openAuditLog(database.url), stop: () => database.stop() };
});

describe('the table of the audit log', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await startTestDatabase();
    const log = await openAuditLog(database.url);
    await log.record([draft(), draft(), draft()]);
    await log.close();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.stop();
  });

  it.each([
    "UPDATE audit.entry SET subject = 'somebody else'",
    'DELETE FROM audit.entry WHERE position = 2',
    'TRUNCATE audit.entry',
    "SET session_replication_role = replica; UPDATE audit.entry SET subject = 'somebody else'",
  ])('refuses %s', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow('the audit log takes new entries only');
  });

  it('shows by its chain what the owner of the table changed nevertheless', async () => {
    await client.query(`ALTER TABLE audit.entry DISABLE TRIGGER append_only;
      UPDATE audit.entry SET subject = 'somebody else' WHERE position = 2`);
    const log = await openAuditLog(database.url);
    expect((await checkChain(log.entries('zhz'))).broken).toEqual({ position: 2, fault: 'changed' });
    await log.close();
  });

  it('refuses to say that it recorded something while the database is away', async () => {
    const log = await openAuditLog(database.url);
    await client.query('ALTER TABLE audit.entry RENAME TO gone');
    await expect(log.record([draft()])).rejects.toMatchObject({ code: 'audit-away', kind: 'unavailable' });
    await client.query('ALTER TABLE audit.gone RENAME TO entry');
    await log.record([draft()]);
    await log.close();
  });
});
