import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { migrateLog } from '../src/database/migrate-log.js';
import { hasEventLog, identifyEmbedded, identifyLedger, ledgerIn } from '../src/database/ledger-identity.js';

const ONE = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';
const OTHER = '6c1d9a70-2f3e-4f58-8d21-0b9e5a7c4d13';

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  database = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'regieboek-identity-'));
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => run('DROP SCHEMA IF EXISTS platform CASCADE'));

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const identify = (id: string, { adopt = false, place = folder } = {}) =>
  identifyEmbedded(database.url, { identity: { id, folder: place }, adopt });

describe('the identity of a ledger in its database', () => {
  it('is that of its data folder, and follows a folder that was moved', async () => {
    await identify(ONE);
    await identify(ONE);
    expect(await ledgerIn(database.url)).toEqual({ id: ONE, folder });
    await identify(ONE, { place: '/elsewhere' });
    expect(await ledgerIn(database.url)).toEqual({ id: ONE, folder: '/elsewhere' });
    expect(await hasEventLog(database.url)).toBe(false);
  });

  it('of another folder is refused with the remedy, unless it is adopted', async () => {
    await identify(ONE);
    await expect(identify(OTHER)).rejects.toThrow(`run regieboek status --adopt --data-dir '${folder}'`);
    expect(await ledgerIn(database.url)).toEqual({ id: ONE, folder });
    await identify(OTHER, { adopt: true });
    expect(await ledgerIn(database.url)).toEqual({ id: OTHER, folder });
  });

  it('is not given to an empty database beside a key, and to one with a vault it is', async () => {
    await writeFile(join(folder, 'vault.key'), 'key');
    for (const adopt of [false, true])
      await expect(identify(ONE, { adopt })).rejects.toThrow('contains the key of a ledger, but its database is empty');
    expect(await ledgerIn(database.url)).toBeUndefined();
    await run('CREATE SCHEMA platform; CREATE TABLE platform.vault_key (key_id text)');
    await identify(ONE);
    expect(await ledgerIn(database.url)).toEqual({ id: ONE, folder });
    await rm(join(folder, 'vault.key'));
  });

  it('is made once where no folder belongs to the database, by one of several processes', async () => {
    await Promise.all([1, 2, 3].map(() => identifyLedger(database.url)));
    const made = await ledgerIn(database.url);
    expect(made).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), folder: null });
    await identifyLedger(database.url);
    expect(await ledgerIn(database.url)).toEqual(made);
  });
});

describe('an event log in a database', () => {
  it('is found once it was made', async () => {
    expect(await hasEventLog(database.url)).toBe(false);
    await migrateLog({ ownerUrl: database.url });
    expect(await hasEventLog(database.url)).toBe(true);
  });
});

describe('a process that waits for another one to migrate', () => {
  it('says so within two seconds', async () => {
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(728114)');
    const said: unknown[] = [];
    const { error } = console;
    console.error = (text: unknown) => void said.push(text);
    const released = new Promise((done) => setTimeout(done, 2_000)).then(() => {
      expect(said).toEqual(['another process migrates the database; waiting for it, at most 60 s']);
      return holder.end();
    });
    await Promise.all([identifyLedger(database.url), released]).finally(() => {
      console.error = error;
    });
    expect(await ledgerIn(database.url)).toBeDefined();
  });
});
