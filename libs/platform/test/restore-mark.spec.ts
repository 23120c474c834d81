import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import {
  beginRestore,
  identifyLedger,
  ledgerIn,
  lineageIn,
  openDatabase,
  reachStage,
  restoreMarkIn,
} from '../src/database/index.js';

const ORIGINAL = '5b1c0d0e-0000-4000-8000-000000000001';

let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.stop();
});

const open = (restoring = false) =>
  openDatabase({ databaseUrl: database.url, dataDir: '/nowhere', restoring }).then((opened) => opened.close());

describe('the mark of a restore', () => {
  it('is not in a database that was never restored', async () => {
    expect(await restoreMarkIn(client)).toBeUndefined();
    await open();
  });

  it('keeps a database closed until the restore is done, except for the restore itself', async () => {
    await beginRestore(client, { backup: 'ab', ledger: ORIGINAL });
    expect(await restoreMarkIn(client)).toEqual({ backup: 'ab', ledger: ORIGINAL, stage: 'tables' });
    await expect(open()).rejects.toThrow(/run regieboek restore with the same backup again, or remove the ledger/);
    await open(true);
    await reachStage(client, 'log');
    await expect(open()).rejects.toMatchObject({ code: 'being-restored', kind: 'unavailable' });
    await reachStage(client, 'done');
    await open();
  });

  it('says in Dutch too what to do', async () => {
    await beginRestore(client, { backup: 'ab', ledger: ORIGINAL });
    await expect(open()).rejects.toMatchObject({ inDutch: expect.stringMatching(/voer regieboek restore/) });
  });

  it('is set once: two restores at the same time do not both begin', async () => {
    await beginRestore(client, { backup: 'ab', ledger: ORIGINAL });
    await expect(beginRestore(client, { backup: 'cd', ledger: ORIGINAL })).rejects.toThrow(/duplicate key/);
    expect(await restoreMarkIn(client)).toMatchObject({ backup: 'ab' });
  });

  it('gives the backups of a restored ledger the identity of the original, and the ledger its own', async () => {
    await identifyLedger(database.url);
    const own = (await ledgerIn(database.url))?.id;
    expect(await lineageIn(database.url)).toBe(own);
    await beginRestore(client, { backup: 'ab', ledger: ORIGINAL });
    await reachStage(client, 'done');
    expect(await lineageIn(database.url)).toBe(ORIGINAL);
    expect((await ledgerIn(database.url))?.id).toBe(own);
  });

  it('is out of reach of requests', async () => {
    await beginRestore(client, { backup: 'ab', ledger: ORIGINAL });
    const opened = await openDatabase({ databaseUrl: database.url, dataDir: '/nowhere', restoring: true });
    try {
      await expect(opened.pool(1).query('SELECT * FROM platform.restore')).rejects.toThrow(/permission denied/);
    } finally {
      await opened.close();
    }
  });
});
