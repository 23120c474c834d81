import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { removeDataFolder } from '../folder/remove-folder.js';
import { prepareDataFolder, startTestDatabase } from './index.js';
import type { TestDatabase } from './index.js';

const opened: TestDatabase[] = [];
afterAll(() => Promise.all(opened.map((database) => database.stop())));

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: statement, rowMode: 'array' });
  await client.end();
  return (rows as unknown[][])[0]?.[0];
}

describe('a test database', () => {
  it('is empty, its own, and on a server shared by the tests of a run', async () => {
    const [one, other] = await Promise.all([startTestDatabase(), startTestDatabase()]);
    opened.push(one, other);
    await ask(one.url, 'create table mark ()');
    expect(await ask(other.url, `select to_regclass('mark')::text`)).toBeNull();
    expect(await ask(one.url, `select to_regclass('mark')::text`)).toBe('mark');
    expect(new URL(one.url).port).toBe(new URL(other.url).port);
  });

  it('is gone after stop, also with a connection still open', async () => {
    const database = await startTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const lost = new Promise<Error>((resolve) => client.on('error', resolve));
    await database.stop();
    expect((await lost).message).toMatch(/terminat/);
    await expect(ask(database.url, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('sorts by code point and speaks UTF-8 and UTC', async () => {
    const database = await startTestDatabase();
    opened.push(database);
    expect(await ask(database.url, `select 'a' < 'B'`)).toBe(false);
    expect(await ask(database.url, 'show server_encoding')).toBe('UTF8');
    expect(await ask(database.url, 'show timezone')).toBe('UTC');
  });
});

describe('a prepared data folder', () => {
  it('has an empty database of its own', async () => {
    const above = await mkdtemp(join(tmpdir(), 'regieboek prepared '));
    const folders = ['one', 'other'].map((name) => join(above, name));
    for (const folder of folders) await prepareDataFolder(folder);
    const servers = await Promise.all(folders.map((dataDir) => startEmbeddedPostgres({ dataDir })));
    const [one = '', other = ''] = servers.map(({ url }) => url);
    await ask(one, 'create table mark ()');
    expect(await ask(other, `select to_regclass('mark')::text`)).toBeNull();
    expect(await ask(one, 'show fsync')).toBe('on');
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of [...folders, above]) await removeDataFolder(folder);
  });
});
