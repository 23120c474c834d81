import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { hasTable } from './has-table.js';
import { whileMigrating } from './while-migrating.js';

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
beforeEach(async () => {
  await client.query('DROP TABLE IF EXISTS note');
});

const create = (on: pg.Client) => on.query('CREATE TABLE note (region text, n int)');

const isProtected = async (): Promise<boolean | undefined> =>
  (
    await client.query<{ forced: boolean }>(
      `SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = to_regclass('note')`,
    )
  ).rows[0]?.forced;

describe('work that changes schemas', () => {
  it('is done by one process at a time', async () => {
    const done: string[] = [];
    const work = (name: string) =>
      whileMigrating(database.url, async (on) => {
        done.push(`${name} begins`);
        await on.query('SELECT pg_sleep(0.05)');
        done.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    const pairs = [0, 2, 4].map((at) => done.slice(at, at + 2).map((text) => text.split(' ')[0]));
    expect(pairs.every(([one, other]) => one === other)).toBe(true);
  });

  it('leaves tables with a region under row-level security before anything is done with them', async () => {
    let before: boolean | undefined;
    await whileMigrating(database.url, create, async () => void (before = await isProtected()));
    expect([before, await isProtected()]).toEqual([true, true]);
  });

  it('that fails is not followed by anything, and leaves the way free for the next', async () => {
    let isFollowed = false;
    const failing = whileMigrating(
      database.url,
      () => Promise.reject(new RangeError('no table')),
      async () => void (isFollowed = true),
    );
    await expect(failing).rejects.toThrow('no table');
    expect(isFollowed).toBe(false);
    expect(await whileMigrating(database.url, (on) => hasTable(on, 'note'))).toBe(false);
    await whileMigrating(database.url, create);
    expect(await hasTable(client, 'note')).toBe(true);
  });
});
