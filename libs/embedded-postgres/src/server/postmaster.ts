import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sentence } from '@regieboek/kernel';
import type { Cluster } from './data-cluster.js';
import { pidFile } from './pid-file.js';
import { isRunning, processesIn } from './process-identity.js';
import { DatabaseFault } from '../database-fault.js';
import { onTerminal, START_REPORTED_AFTER_MS, whileReported } from '../reported-wait.js';
import { stopPostmaster } from './stop-postmaster.js';

/** A running server; `exited` resolves when the process ends for any reason. */
export interface Postmaster {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exited: Promise<void>;
}

/** How long a start may take; a server that recovers after a crash takes as long as its log of changes is. */
const START_MILLISECONDS_MAX = 60_000;
const RECOVERY_MILLISECONDS_MAX = 900_000;

/**
 * Settings of the server, over PostgreSQL's own. It listens on this machine only, without a socket file (whose path may be too long).
 * Messages leave out statements and key values: those can hold data of children.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** A free port of this machine; another process may still take it first. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' / ');
}

const recovering = (folder: string): Sentence => ({
  en: `PostgreSQL in ${folder} recovers after a crash; waiting for it, at most ${RECOVERY_MILLISECONDS_MAX / 60_000} minutes`,
  nl: `PostgreSQL in ${folder} herstelt zich na een crash; dit wacht er hoogstens ${RECOVERY_MILLISECONDS_MAX / 60_000} minuten op`,
});

const starting = (folder: string): Sentence => ({
  en: `PostgreSQL in ${folder} starts; waiting for it, at most ${START_MILLISECONDS_MAX / 1_000} s`,
  nl: `PostgreSQL in ${folder} start; dit wacht er hoogstens ${START_MILLISECONDS_MAX / 1_000} s op`,
});

const stopping = (folder: string): Sentence => ({
  en: `an earlier PostgreSQL in ${folder} is being stopped; waiting for it, at most ${START_MILLISECONDS_MAX / 1_000} s`,
  nl: `een eerdere PostgreSQL in ${folder} wordt gestopt; dit wacht er hoogstens ${START_MILLISECONDS_MAX / 1_000} s op`,
});

/** Reports once that a start takes long, and once that a recovery does. */
function saying(folder: string): (since: number, isRecovering: boolean) => void {
  const said = new Set<boolean>();
  return (since, isRecovering) => {
    if (said.has(isRecovering) || since < START_REPORTED_AFTER_MS) return;
    said.add(isRecovering);
    onTerminal(isRecovering ? recovering(folder) : starting(folder));
  };
}

async function untilReady({ folder, log }: Cluster, { child, port }: Postmaster): Promise<void> {
  const started = performance.now();
  const say = saying(folder);
  for (;;) {
    const found = await pidFile(folder);
    const state = found?.pid === child.pid ? found?.state : undefined;
    if (state === 'ready') return;
    const since = performance.now() - started;
    const isRecovering = state === 'starting';
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (since > (isRecovering ? RECOVERY_MILLISECONDS_MAX : START_MILLISECONDS_MAX)) break;
    say(since, isRecovering);
    await delay(10);
  }
  child.kill('SIGKILL');
  throw new DatabaseFault(
    `PostgreSQL did not start on port ${port} in ${folder}: ${await lastLines(log)} (see ${log}). Repair the cause, or set DATABASE_URL.`,
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
    // Detached, so that Ctrl-C reaches only this process, which stops the server when its own work is done.
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

/**
 * Makes a folder free to start on after a crash: a server that outlived us is stopped, children of a killed server are awaited, and a
 * `postmaster.pid` whose number now belongs to some other program is removed, as PostgreSQL would not start over it.
 */
export async function freeFolder(cluster: Cluster): Promise<void> {
  const { folder } = cluster;
  await whileReported(
    stopping(folder),
    stopPostmaster(cluster).then(() => untilLeft(folder)),
  );
  const stale = await pidFile(folder);
  if (stale && isRunning(stale.pid)) await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** Waits until no process works in a folder. Throws DatabaseFault naming those that stay. */
async function untilLeft(folder: string): Promise<void> {
  const end = Date.now() + START_MILLISECONDS_MAX;
  for (let left = await processesIn(folder); left.length > 0; left = await processesIn(folder)) {
    if (Date.now() > end)
      throw new DatabaseFault(`Processes ${left.join(', ')} of an earlier PostgreSQL still use ${folder}: stop them.`);
    await delay(20);
  }
}
