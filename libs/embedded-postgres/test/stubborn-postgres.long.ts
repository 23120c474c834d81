import { createServer, type AddressInfo } from 'node:net';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { stateOf } from '../src/folder/folder-state.js';
import { openCluster } from '../src/server/cluster.js';
import { untilReachable } from '../src/deadlines.js';
import { DATABASE_GONE, RESTARTS_MAX, startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { lockFolder } from '../src/folder-lock.js';
import { processesIn } from '../src/server/process-identity.js';
import { stopPostmaster } from '../src/server/stop-postmaster.js';
import { startTestDatabase } from '../src/testing/index.js';
import { ask, newFolder, removeFolders, serveDatabase } from './database-process.js';

afterAll(removeFolders);

describe('a PostgreSQL that does not stop', () => {
  it('is killed in the end, with its children alone, and has everything at the next start', async () => {
    const dataDir = await newFolder();
    const child = await serveDatabase(dataDir);
    await ask(child.said.url, 'create table mark as select 7 as n');
    process.kill(child.said.pid ?? 0, 'SIGSTOP');
    const { cluster } = await openCluster(await stateOf(dataDir));
    await child.kill();
    await stopPostmaster(cluster, { fastSeconds: 1, immediateSeconds: 1, killedSeconds: 10 });
    expect(await processesIn(cluster.folder)).toEqual([]);
    const again = await startEmbeddedPostgres({ dataDir });
    expect(await ask(again.url, 'select n from mark')).toBe(7);
    await again.stop();
  });
});

describe('a PostgreSQL that dies again and again', () => {
  it('is started again a few times within a minute; then the process ends with a code, and the next one goes on', async () => {
    const dataDir = await newFolder();
    const child = await serveDatabase(dataDir);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const serving = async () => Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? 0);
    await ask(child.said.url, 'create table mark (n int)');
    let last = 0;
    for (let kill = 1; kill <= RESTARTS_MAX + 1; kill += 1) {
      const answers = () => ask(child.said.url, `insert into mark values (${kill}) returning n`).catch(() => undefined);
      while ((await serving()) === last || (await answers()) !== kill) await delay(50);
      last = await serving();
      process.kill(last, 'SIGKILL');
    }
    expect(await child.ended).toBe(DATABASE_GONE);
    const next = await startEmbeddedPostgres({ dataDir });
    expect(await ask(next.url, 'select count(distinct n)::int from mark')).toBe(RESTARTS_MAX + 1);
    await next.stop();
  });
});

/** A server that answers every client that it is starting up. */
async function startingServer(): Promise<{ url: string; close(): void }> {
  const fields = Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0');
  const head = Buffer.alloc(5);
  head.write('E', 'latin1');
  head.writeInt32BE(fields.length + 4, 1);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([head, fields])));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://me:secret@127.0.0.1:${port}/db`, close: () => void server.close() };
}

describe('a PostgreSQL that is starting or recovering', () => {
  it('is waited for', async () => {
    const [starting, database] = [await startingServer(), await startTestDatabase()];
    const urls = [starting.url, starting.url, database.url];
    const client = await untilReachable(() => new pg.Client({ connectionString: urls.shift() }));
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await client.end();
    starting.close();
    await database.stop();
  });

  it('is waited for no longer than the limit, with a message', async () => {
    const { url, close } = await startingServer();
    const said: string[] = [];
    const waiting = untilReachable(() => new pg.Client({ connectionString: url }), {
      withinMs: 4_000,
      say: ({ en }) => said.push(en),
    });
    await expect(waiting).rejects.toMatchObject({ code: '57P03' });
    expect(said).toEqual(['PostgreSQL is starting or recovering; waiting for it, at most 4 s']);
    close();
  });
});

describe('the lock of a data folder', () => {
  it('that can be neither read nor taken is given up, with the place', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'regieboek.lock'));
    await expect(lockFolder(folder)).rejects.toThrow('regieboek.lock cannot be read or locked');
  });
});
