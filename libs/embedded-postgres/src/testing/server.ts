import { spawn } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateOf } from '../folder/folder-state.js';
import { openCluster, DATABASE_NAME } from '../server/cluster.js';
import { freePort, startPostmaster } from '../server/postmaster.js';
import type { Cluster } from '../server/data-cluster.js';
import { identityOf } from '../server/process-identity.js';
import { copyDatabase } from './copy-database.js';

/** Tests need no durability, only speed; the rest is as in production. */
const overrides = { fsync: 'off', full_page_writes: 'off', max_connections: '200', shared_buffers: '64MB' };

const START_WITHIN_MS = 120_000;

/** Folder, in that of the server, with a copy of its database from before its first start. */
const UNUSED = 'unused';

/**
 * Starts a companion process that stops the server and removes its folder once the process that owns the run is gone,
 * however it ended.
 */
function stopWithOwner(owner: number, pid: number, folder: string): void {
  const isThere = (variable: string) => `kill -0 "${variable}" 2>/dev/null`;
  const script = `while ${isThere('$0')}; do sleep 0.2; done; kill -QUIT "$1"; while ${isThere('$1')}; do sleep 0.1; done; rm -rf "$2"`;
  const companion = spawn('/bin/sh', ['-c', script, `${owner}`, `${pid}`, folder], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  });
  companion.unref();
}

async function startOn(cluster: Cluster, attempts: number): Promise<{ pid: number; port: number }> {
  try {
    const { child, port } = await startPostmaster(cluster, await freePort(), overrides);
    return { pid: child.pid ?? 0, port };
  } catch (error) {
    if (attempts <= 1) throw error;
    return startOn(cluster, attempts - 1);
  }
}

async function start(owner: number, folder: string): Promise<string> {
  const { cluster, password } = await openCluster(await stateOf(folder), ['--no-sync']);
  await mkdir(join(folder, UNUSED), { mode: 0o711 });
  await copyDatabase(folder, join(folder, UNUSED));
  const { pid, port } = await startOn(cluster, 5);
  stopWithOwner(owner, pid, folder);
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${port}/`;
}

/** The process that lives as long as the run: the one that started Jest's workers, or this one. */
const ownerOfRun = (): number => (process.env['JEST_WORKER_ID'] && process.connected ? process.ppid : process.pid);

/** Makes the folder of the server; false when another process of the run made it. */
const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder, { mode: 0o711 }).then(
    () => true,
    () => false,
  );

/** Folder of the server of this run, the same for all processes of the run. */
async function folderOfRun(owner: number): Promise<string> {
  const moment = (await identityOf(owner)).replaceAll(/\W/g, '').slice(-12);
  return join(tmpdir(), `regieboek-test-${owner}-${moment}`);
}

/**
 * Address, ending in `/`, of the PostgreSQL server that all processes of a test run share. The first to ask starts it; the
 * others read its address from a file, named after the process that owns the run and the moment it started.
 */
export async function serverOfThisRun(): Promise<string> {
  const owner = ownerOfRun();
  const folder = await folderOfRun(owner);
  const file = join(folder, 'address');
  for (const end = Date.now() + START_WITHIN_MS; Date.now() < end; await delay(20)) {
    const known = await readFile(file, 'utf8').catch(() => '');
    if (known) return known;
    if (!(await isFirst(folder))) continue;
    try {
      const address = await start(owner, folder);
      await writeFile(`${file}.new`, address, { mode: 0o600 });
      await rename(`${file}.new`, file);
      return address;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
  throw new Error(`the PostgreSQL server of this test run did not start: see ${folder}/postgres.log`);
}

/**
 * Puts a new, empty database into a data folder, as the first start of a server makes it there; copying takes a tenth of
 * the time. Its password is that of the server of this run.
 */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  await serverOfThisRun();
  await copyDatabase(join(await folderOfRun(ownerOfRun()), UNUSED), dataDir);
}
