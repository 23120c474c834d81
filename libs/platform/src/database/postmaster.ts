import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { isRunning, processesIn, servesFolder } from './process-identity.js';
import { DatabaseFault } from './database-fault.js';

const run = promisify(execFile);

/** A PostgreSQL data folder, with what is needed to serve it. */
export interface Cluster {
  readonly folder: string;
  readonly account: Account;
  readonly binaries: Binaries;
  /** File the server writes its messages to. */
  readonly log: string;
}

/** A running server; `exited` resolves when the process ends, for whatever reason. */
export interface Postmaster {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exited: Promise<void>;
}

const START_MILLISECONDS_MAX = 60_000;
const STOP_SECONDS_MAX = 60;

/**
 * Settings of the server, over PostgreSQL's own. It listens on this machine only, without a socket file (whose path may be too long).
 * Messages leave out statements and key values: those can hold data of children.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '60',
  fsync: 'on',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** A port of this machine nobody listens on; another process may still take it first. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The lines of `postmaster.pid`: process, folder, start, port, …, state. */
async function pidFile(folder: string): Promise<{ pid: number; state: string } | undefined> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, state: (lines[7] ?? '').trim() } : undefined;
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' / ');
}

async function untilReady({ folder, log }: Cluster, { child, port }: Postmaster): Promise<void> {
  const end = Date.now() + START_MILLISECONDS_MAX;
  for (;;) {
    const found = await pidFile(folder);
    if (found?.pid === child.pid && found?.state === 'ready') return;
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) break;
    await delay(10);
  }
  child.kill('SIGKILL');
  throw new DatabaseFault(
    `PostgreSQL did not start on port ${port} in ${folder}: ${await lastLines(log)} (see ${log}). Mend that, or set DATABASE_URL.`,
  );
}

/** Starts the server and waits until it accepts connections. `overrides` go over the settings. Throws with the server's last words. */
export async function startPostmaster(
  cluster: Cluster,
  port: number,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Postmaster> {
  const log = await open(cluster.log, 'a', 0o600);
  const chosen = Object.entries({ ...settings, ...overrides, port: `${port}` });
  const flags = chosen.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    // Detached: an interrupt typed at the terminal is for us alone, who stop the server when our own work is done.
    const child = spawn(cluster.binaries.postgres, ['-D', cluster.folder, ...flags], {
      ...cluster.account,
      cwd: cluster.folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, LC_ALL: 'C', PGDATA: undefined },
    });
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    child.unref();
    const postmaster = { child, port, exited };
    await untilReady(cluster, postmaster);
    return postmaster;
  } finally {
    await log.close();
  }
}

/** Ends connections and stops the server of a folder in good order (a "fast" shutdown); nothing to do when none runs. */
export async function stopPostmaster({ folder, account, binaries }: Cluster): Promise<void> {
  const running = await pidFile(folder);
  if (!running || !isRunning(running.pid) || !(await servesFolder(running.pid, folder))) return;
  await run(binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', `${STOP_SECONDS_MAX}`, '-s'], {
    ...account,
    cwd: '/',
  }).catch(async (cause: unknown) => {
    if (!(await servesFolder(running.pid, folder))) return;
    throw new DatabaseFault(`PostgreSQL (process ${running.pid}) in ${folder} does not stop: end that process.`, {
      cause,
    });
  });
}

/**
 * Makes a folder free to start on after a crash: a server that outlived us is stopped, children of a killed server are awaited, and a
 * `postmaster.pid` whose number now belongs to some other program is removed, as PostgreSQL would not start over it.
 */
export async function freeFolder(cluster: Cluster): Promise<void> {
  await stopPostmaster(cluster);
  const end = Date.now() + START_MILLISECONDS_MAX;
  for (let left = await processesIn(cluster.folder); left.length > 0; left = await processesIn(cluster.folder)) {
    if (Date.now() > end)
      throw new DatabaseFault(
        `Processes ${left.join(', ')} of an earlier PostgreSQL still use ${cluster.folder}: end them.`,
      );
    await delay(20);
  }
  const stale = await pidFile(cluster.folder);
  if (stale && isRunning(stale.pid)) await rm(join(cluster.folder, 'postmaster.pid'), { force: true });
}
