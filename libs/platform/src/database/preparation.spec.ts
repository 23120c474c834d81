import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { mustFitVersion } from './ledger-version.js';
import { openDatabase } from './open-database.js';
import { prepare, preparedIn, type Preparing } from './preparation.js';

let database: TestDatabase;
let client: pg.Client;
let taken: number;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.stop();
});
beforeEach(async () => {
  await client.query('DROP TABLE IF EXISTS platform.prepared, platform.version; CREATE TABLE IF NOT EXISTS own ()');
  taken = 0;
});

const step = (name: string, ...made: string[]) => ({ name, witness: 'own', made });
const found = async (ownerUrl = database.url): Promise<Preparing> => ({
  ownerUrl,
  prepared: await preparedIn(client),
});
const take = async (preparing: Preparing, ...made: string[]) => {
  await prepare(preparing, step('own', ...made), async () => void (taken += 1));
  return taken;
};

describe('a step that prepares the tables of a database', () => {
  it('is taken once by processes that would take it in the same way', async () => {
    expect(await take(await found(), 'one')).toBe(1);
    expect(await take(await found(), 'one')).toBe(1);
  });

  it('is taken again when its statements are others, and by a process that does not know what the database has seen', async () => {
    await take(await found(), 'one');
    expect(await take(await found(), 'one', 'two')).toBe(2);
    expect(await take({ ownerUrl: database.url }, 'one', 'two')).toBe(3);
  });

  it('is taken again for another role of the application', async () => {
    await take(await found(), 'one');
    const url = new URL(database.url);
    url.searchParams.set('options', `-c regieboek.application=${url.username}`);
    expect(await take(await found(url.href), 'one')).toBe(2);
  });

  it('is taken again when it failed', async () => {
    const failing = prepare(await found(), step('own', 'one'), () => Promise.reject(new RangeError('no table')));
    await expect(failing).rejects.toThrow('no table');
    expect(await take(await found(), 'one')).toBe(1);
  });

  it('is taken again in a database restored from a dump, whose rights may be others', async () => {
    await take(await found(), 'one');
    await client.query('UPDATE platform.prepared SET database = 1');
    expect(await take(await found(), 'one')).toBe(2);
  });

  it('is taken again where its tables are gone', async () => {
    await take(await found(), 'one');
    await client.query('DROP TABLE own');
    expect(await take(await found(), 'one')).toBe(2);
  });

  it('counts in a ledger of this version only, and is not open to the application', async () => {
    await take(await found(), 'one');
    const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    try {
      await expect(opened.pool(1).query('SELECT * FROM platform.prepared')).rejects.toThrow(/permission denied/);
      expect(opened.prepared).toBeUndefined();
    } finally {
      await opened.close();
    }
    await mustFitVersion(database.url, false);
    const again = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    expect([...(again.prepared?.keys() ?? [])]).toEqual(['own']);
    await again.close();
  });
});
