import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { canEnter, canExecute } from '../src/server/account.js';
import { startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { isRunning, processesIn } from '../src/server/process-identity.js';
import { ask, newDatabaseFolder, newFolder, removeFolders, serveDatabase } from './database-process.js';

afterAll(removeFolders);

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await delay(20)) if (await condition()) return;
  throw new Error('it did not come true within two minutes');
}

const answers = (url: string): Promise<boolean> =>
  ask(url, 'select 1').then(
    () => true,
    () => false,
  );

describe('the embedded PostgreSQL', () => {
  it('keeps its data over stop and start, in a folder with a space, at one password', async () => {
    const dataDir = await newDatabaseFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, `create table mark as select 'kept' as word`);
    await first.stop();
    expect(await processesIn(join(dataDir, 'postgres'))).toEqual([]);
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await ask(second.url, 'select word from mark')).toBe('kept');
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    await second.stop();
  });

  it('is set up to be safe: local, durable, with a password only its owner can read', async () => {
    const dataDir = await newFolder();
    const server = await startEmbeddedPostgres({ dataDir });
    const show = (name: string) => ask(server.url, `show ${name}`);
    const shown = ['listen_addresses', 'fsync', 'synchronous_commit', 'jit', 'shared_buffers', 'max_connections'];
    expect(await Promise.all(shown.map(show))).toEqual(['127.0.0.1', 'on', 'on', 'off', '128MB', '200']);
    expect(await show('server_encoding')).toBe('UTF8');
    expect(await ask(server.url, 'select datcollate from pg_database where datname = current_database()')).toBe('C');
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    const wrong = server.url.replace(new URL(server.url).password, 'wrong');
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    await server.stop();
  });

  it('keeps statements and values out of its log', async () => {
    const dataDir = await newDatabaseFolder();
    const server = await startEmbeddedPostgres({ dataDir });
    await ask(server.url, 'create table person (number text primary key)');
    await ask(server.url, `insert into person values ('secret-1')`);
    await expect(ask(server.url, `insert into person values ('secret-1')`)).rejects.toThrow(/duplicate key/);
    await server.stop();
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toMatch(/duplicate key/);
    expect(log).not.toMatch(/secret-1/);
  });

  it('is started again at its address when it is killed', async () => {
    const dataDir = await newDatabaseFolder();
    const server = await startEmbeddedPostgres({ dataDir });
    await ask(server.url, 'create table mark as select 1 as n');
    const killed = server.pid() ?? 0;
    process.kill(killed, 'SIGKILL');
    await until(async () => server.pid() !== killed && (await answers(server.url)));
    expect(await ask(server.url, 'select n from mark')).toBe(1);
    await server.stop();
    expect(await processesIn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('runs beside another server with its own data folder', async () => {
    const servers = await Promise.all(
      [await newDatabaseFolder(), await newDatabaseFolder()].map((dataDir) => startEmbeddedPostgres({ dataDir })),
    );
    expect(new Set(servers.map(({ url }) => new URL(url).port)).size).toBe(2);
    for (const { url } of servers) expect(await ask(url, 'select 1')).toBe(1);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('listens on the given port, and fails with a message when it is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const dataDir = await newDatabaseFolder();
    await expect(startEmbeddedPostgres({ dataDir, port })).rejects.toThrow(new RegExp(`did not start on port ${port}`));
    await new Promise((resolve) => blocker.close(resolve));
    const server = await startEmbeddedPostgres({ dataDir, port });
    expect(new URL(server.url).port).toBe(`${port}`);
    await server.stop();
  });

  it('refuses a data folder in use, naming folder and process, in this process and another', async () => {
    const dataDir = await newDatabaseFolder();
    const other = await serveDatabase(dataDir);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `${dataDir} is in use by Regieboek process ${other.pid}`,
    );
    expect(await ask(other.said.url, 'select 1')).toBe(1);
    expect(await other.tell('stop')).toBe(0);
    const server = await startEmbeddedPostgres({ dataDir });
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`process ${process.pid}`);
    const late = await serveDatabase(dataDir);
    expect(late.said.error).toContain(`${dataDir} is in use by Regieboek process ${process.pid}`);
    await server.stop();
  });
});

describe('after a crash the embedded PostgreSQL', () => {
  it.each(['Regieboek', 'Regieboek and the server'])('starts when %s was killed', async (victims) => {
    const dataDir = await newDatabaseFolder();
    const crashed = await serveDatabase(dataDir);
    await ask(crashed.said.url, 'create table mark as select 2 as n');
    const orphan = crashed.said.pid ?? 0;
    await crashed.kill();
    if (victims === 'Regieboek') expect(isRunning(orphan)).toBe(true);
    else process.kill(orphan, 'SIGKILL');
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.pid()).not.toBe(orphan);
    expect(await ask(server.url, 'select n from mark')).toBe(2);
    await server.stop();
  });

  it('leaves no server behind when the process ends without stopping it', async () => {
    const careless = await serveDatabase(await newDatabaseFolder());
    const orphan = careless.said.pid ?? 0;
    expect(isRunning(orphan)).toBe(true);
    expect(await careless.tell('exit')).toBe(3);
    await until(async () => !isRunning(orphan));
  });
});

const byNobody = (): void => {
  it('works in a folder of that user, and again when root takes over', async () => {
    const dataDir = await newFolder(nobody);
    const served = await serveDatabase(dataDir, nobody);
    expect(served.said.error).toBeUndefined();
    await ask(served.said.url, 'create table mark as select 3 as n');
    expect(await served.tell('stop')).toBe(0);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.url, 'select n from mark')).toBe(3);
    await server.stop();
  });
};

// Only root can become another user, and that user must be able to reach this repository.
if (isRoot && canExecute(process.execPath, nobody) && canEnter(import.meta.dirname, nobody))
  describe('run by the user nobody', byNobody);
