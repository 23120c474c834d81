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

describe('the retention of the audit log', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await startTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.stop();
  });
  const old = draft({ at: '2019-03-01T10:00:00.000Z' });
  const fiveYearsAgo = () => new Date(Date.UTC(new Date().getUTCFullYear() - 5, new Date().getUTCMonth(), 1));

  it('removes the whole oldest part of a region, after which the chain holds from its anchor', async () => {
    const log = await openAuditLog(database.url);
    await log.record([old, old, draft({ at: new Date().toISOString() }), old, draft({ ...old, region: 'wbw' })]);
    const before = await checkChain(log.entries('zhz'));
    expect(await log.anchor('zhz')).toMatchObject({ position: 0 });
    expect(await log.prune('zhz', fiveYearsAgo())).toBe(2);
    expect(await log.prune('zhz', fiveYearsAgo())).toBe(0);
    const anchor = await log.anchor('zhz');
    expect(anchor.position).toBe(2);
    expect(await checkChain(log.entries('zhz'), [before.end], anchor)).toEqual(before);
    expect((await checkChain(log.entries('zhz'), [{ position: 2, hash: 'ab'.repeat(32) }], anchor)).broken).toEqual({
      ...{ position: 2, fault: 'other-mark' },
    });
    expect((await checkChain(log.entries('zhz'))).broken).toMatchObject({ fault: 'missing' });
    expect(await log.prune('wbw', fiveYearsAgo())).toBe(0);
    await log.record([draft({ at: new Date().toISOString() })]);
    expect(await checkChain(log.entries('zhz'), [], anchor)).toMatchObject({ entries: 5, broken: null });
    await log.close();
  });

  it('removes nothing younger than five years, whatever is asked, and nothing that no true anchor covers', async () => {
    const log = await openAuditLog(database.url);
    await log.record([old, old].map((one) => ({ ...one, region: 'young' })));
    await log.record([draft({ region: 'young', at: new Date().toISOString() })]);
    expect(await log.prune('young', new Date(Date.now() + 86_400_000))).toBe(2);
    expect(await log.prune('young', new Date(Date.now() + 86_400_000))).toBe(0);
    const forged = `INSERT INTO audit.anchor VALUES ('zhz', 4, 'x', 4, now())`;
    await expect(client.query(forged)).rejects.toThrow('older than five years');
    await expect(client.query("DELETE FROM audit.entry WHERE region = 'zhz'")).rejects.toThrow('new entries only');
    await expect(client.query('DELETE FROM audit.anchor')).rejects.toThrow('new entries only');
    await log.close();
  });
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
