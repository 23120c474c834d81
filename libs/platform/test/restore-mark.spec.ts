import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { lastBackupIn, recordBackup } from '../src/database/last-backup.js';
import { identifyLedger, ledgerIn } from '../src/database/ledger-identity.js';
import { openDatabase } from '../src/database/open-database.js';
import { beginRestore, lineageIn, mustBeRestored, reachStage, restoreMarkIn } from '../src/database/restore-mark.js';

const LEDGER = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';
const BACKUP = { backup: 'a1b2', ledger: LEDGER };

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
beforeEach(async () => {
  await client.query('DROP SCHEMA IF EXISTS platform CASCADE');
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

describe('a database into which a backup is restored', () => {
  it('is marked from its first step to its last', async () => {
    expect(await restoreMarkIn(client)).toBeUndefined();
    await beginRestore(client, BACKUP);
    expect(await restoreMarkIn(client)).toEqual({ ...BACKUP, stage: 'tables' });
    await reachStage(client, 'log');
    expect(await restoreMarkIn(client)).toEqual({ ...BACKUP, stage: 'log' });
    await reachStage(client, 'done');
    expect(await restoreMarkIn(client)).toEqual({ ...BACKUP, stage: 'done' });
  });

  it('is not opened before the last one, but for the restore itself; the refusal names both ways out in both languages', async () => {
    await beginRestore(client, BACKUP);
    for (const stage of ['log', 'done'] as const) {
      await expect(mustBeRestored(client)).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringMatching(/regieboek restore .*regieboek remove/),
        inDutch: expect.stringMatching(/regieboek restore .*regieboek remove/),
      });
      await expect(openDatabase({ databaseUrl: database.url, dataDir: '' })).rejects.toThrow('not restored completely');
      await (await openDatabase({ databaseUrl: database.url, dataDir: '', restoring: true })).close();
      await reachStage(client, stage);
    }
    await mustBeRestored(client);
    await (await openDatabase({ databaseUrl: database.url, dataDir: '' })).close();
  });

  it('cannot be marked for a second backup', async () => {
    await beginRestore(client, BACKUP);
    await expect(beginRestore(client, { ...BACKUP, backup: 'other' })).rejects.toThrow('duplicate key');
  });

  it('has the lineage of the ledger that was backed up, and any other its own id', async () => {
    await identifyLedger(database.url);
    expect(await lineageIn(database.url)).toBe((await ledgerIn(database.url))?.id);
    await beginRestore(client, BACKUP);
    expect(await lineageIn(database.url)).toBe(LEDGER);
  });
});

describe('the last backup of a database', () => {
  it('is unknown before the first, and otherwise that of the last one', async () => {
    expect(await lastBackupIn(client)).toBeUndefined();
    await recordBackup(client);
    const first = await lastBackupIn(client);
    await recordBackup(client);
    const second = await lastBackupIn(client);
    expect([first, second]).toEqual([expect.any(Date), expect.any(Date)]);
    expect(Number(second)).toBeGreaterThanOrEqual(Number(first));
    expect((await client.query('SELECT FROM platform.last_backup')).rowCount).toBe(1);
  });
});
