import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster, DATABASE_NAME } from '../database/cluster.js';
import { freePort, startPostmaster } from '../database/postmaster.js';
import type { Cluster } from '../database/postmaster.js';
import { identityOf } from '../database/process-identity.js';

/** Tests need no durability, only speed; the rest is as in production. */
const overrides = { fsync: 'off', full_page_writes: 'off', max_connections: '100', shared_buffers: '64MB' };

/**
 * Starts a companion process that stops the server and removes its folder once this process is gone, however it ended: it waits for the
 * end of a pipe that only this process holds open.
 */
function stopWithThisProcess(pid: number, folder: string): void {
  const script = 'cat >/dev/null; kill -QUIT "$0"; while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"';
  const companion = spawn('/bin/sh', ['-c', script, `${pid}`, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  companion.unref();
  if (companion.stdin instanceof Socket) companion.stdin.unref();
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

async function start(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const { cluster, password } = await openCluster(folder, ['--no-sync']);
  const { pid, port } = await startOn(cluster, 5);
  stopWithThisProcess(pid, folder);
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${port}/`;
}

/**
 * Address, ending in `/`, of the server of this process. Test files that run one after another in a process share no memory, so the address
 * is kept in a file named after the process and the moment it started.
 */
export async function serverOfThisProcess(): Promise<string> {
  const moment = (await identityOf(process.pid)).replaceAll(/\W/g, '').slice(-12);
  const folder = join(tmpdir(), `regieboek-test-${process.pid}-${moment}`);
  const file = join(folder, 'address');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known;
  const address = await start(folder);
  await writeFile(file, address, { mode: 0o600 });
  return address;
}
