import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { prepareDataFolder, startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { ledgerIn } from '../src/database/ledger-identity.js';
import { openDatabase } from '../src/database/open-database.js';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regieboek-open-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('the database', () => {
  it('is embedded in the data folder unless an address is given, and its pools end with it', async () => {
    const database = await openDatabase({ dataDir: await newFolder(), databaseUrl: '' });
    const pools = [database.pool(2), database.pool(1)];
    for (const pool of pools) expect((await pool.query<{ n: number }>('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await pools[0]?.end();
    await database.close();
    await expect(pools[1]?.query('select 1')).rejects.toThrow(/after calling end/);
  });

  it('is named by its place when it is embedded, and says to which folder it belongs', async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o711);
    const database = await openDatabase({ dataDir });
    expect(database.place).toBe(join(dataDir, 'postgres'));
    const ledger = await ledgerIn(database.ownerUrl);
    expect(ledger).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), folder: dataDir });
    await database.close();
    const moved = `${dataDir} moved`;
    await rename(dataDir, moved);
    folders.push(moved);
    await expect(openDatabase({ dataDir: moved })).rejects.toThrow(`${moved} was ${dataDir} when it was last used`);
    const adopted = await openDatabase({ dataDir: moved, adopt: true });
    expect(await ledgerIn(adopted.ownerUrl)).toEqual({ id: ledger?.id, folder: moved });
    await adopted.close();
  });

  it('of an earlier version gets an identity without a word, once, which requests can neither read nor change', async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o711);
    await prepareDataFolder(dataDir);
    const identities: unknown[] = [];
    for (const _ of [1, 2]) {
      const database = await openDatabase({ dataDir });
      identities.push(await ledgerIn(database.ownerUrl));
      const pool = database.pool(1);
      for (const statement of ['SELECT id FROM platform.ledger', 'DELETE FROM platform.ledger'])
        await expect(pool.query(statement)).rejects.toThrow('permission denied');
      await database.close();
    }
    expect(identities[0]).toEqual({ id: expect.any(String), folder: dataDir });
    expect(identities[1]).toEqual(identities[0]);
  });

  it('has no place of its own at an address, where no folder is refused', async () => {
    const test = await startTestDatabase();
    const database = await openDatabase({ databaseUrl: test.url, dataDir: '/nowhere' });
    expect([database.place, await ledgerIn(database.ownerUrl)]).toEqual([undefined, undefined]);
    await database.close();
    await test.stop();
  });

  it('is the one at the given address, and keeps running when we close', async () => {
    const test = await startTestDatabase();
    for (const turn of [1, 2]) {
      const database = await openDatabase({ databaseUrl: test.url, dataDir: '/nowhere' });
      expect(database.url).toContain(test.url.split('/').at(-1) ?? '');
      expect((await database.pool(1).query<{ n: number }>(`select ${turn} as n`)).rows).toEqual([{ n: turn }]);
      await database.close();
    }
    await test.stop();
  });

  it('survives the loss of idle connections', async () => {
    const test = await startTestDatabase();
    const database = await openDatabase({ databaseUrl: test.url, dataDir: '/nowhere' });
    const [pool, other] = [database.pool(1), database.ownerPool(1)];
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const lost = new Promise((resolve) => pool.once('error', resolve));
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await lost;
    expect((await pool.query<{ n: number }>('select 5 as n')).rows).toEqual([{ n: 5 }]);
    await database.close();
    await test.stop();
  });

  it.each([
    ['is not an address', 'no address', /DATABASE_URL is not a valid address: use postgres:/],
    ['has no server', 'postgres://me:secret@127.0.0.1:1/db', /127\.0\.0\.1:1\/db, cannot be used: .*ECONNREFUSED/],
  ])('says what is wrong when DATABASE_URL %s, without the password', async (_, databaseUrl, message) => {
    const failure = await openDatabase({ databaseUrl, dataDir: '/nowhere' }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(message);
    expect(String(failure)).not.toMatch(/secret/);
  });

  it.each([
    ['140011', 'UTF8', /it is PostgreSQL 14; use version 15 or later/],
    ['180001', 'LATIN1', /its encoding is LATIN1; create the database with encoding UTF8/],
  ])('refuses a server of version %s with encoding %s', async (version, encoding, message) => {
    const server = await serveAnswer([version, encoding]);
    const failure = openDatabase({
      databaseUrl: `postgres://me:secret@127.0.0.1:${server.port}/db`,
      dataDir: '/nowhere',
    });
    await expect(failure).rejects.toThrow(message);
    await server.close();
  });
});

/** A message of the PostgreSQL protocol: its letter, its length, its body. */
const message = (letter: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
};

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value >>> 16), int16(value & 65_535)]);
const READY = message('Z', Buffer.from('I'));
const FIELDS = ['server_version_num', 'server_encoding'];

/** Row description, row and end for one row of text. */
function answer(values: readonly string[]): Buffer {
  const described = FIELDS.map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(65_535), int32(-1 >>> 0), int16(0)]),
  );
  const columns = values.map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]));
  return Buffer.concat([
    message('T', Buffer.concat([int16(FIELDS.length), ...described])),
    message('D', Buffer.concat([int16(values.length), ...columns])),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ]);
}

/** Implements just enough of the protocol to act as a server that accepts any log-in and answers every query with one row. */
async function serveAnswer(values: readonly string[]): Promise<{ port: number; close: () => Promise<unknown> }> {
  const server = createServer((socket) => {
    const greeting = Buffer.concat([message('R', int32(0)), READY]);
    socket.once('data', () => {
      socket.write(greeting);
      socket.on('data', (sent) => sent[0] === 'Q'.charCodeAt(0) && socket.write(answer(values)));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a statement', () => {
  it('that gets no response is abandoned, and the pool serves others (R21)', async () => {
    const database = await startTestDatabase();
    const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    const pool = opened.pool(1, { query_timeout: 500 });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await expect(pool.query('select 1')).rejects.toThrow('Query read timeout');
    expect((await pool.query('select 2 as n')).rows).toEqual([{ n: 2 }]);
    process.kill(pid, 'SIGCONT');
    await opened.close();
    await database.stop();
  });

  it('that takes too long is ended by the server, also without a request to do so', async () => {
    const database = await startTestDatabase();
    const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    const { statement_timeout: usual, query_timeout: client, keepAlive } = opened.pool(1).options;
    expect([Number(usual) > 0, Number(client) > Number(usual), keepAlive]).toEqual([true, true, true]);
    const short = opened.pool(1, { statement_timeout: 200 });
    await expect(short.query('select pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
    await opened.close();
    await database.stop();
  });
});
