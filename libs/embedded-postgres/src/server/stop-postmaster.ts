import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DatabaseFault } from '../database-fault.js';
import { pidFile } from './pid-file.js';
import type { Cluster } from './data-cluster.js';
import { isRunning, processesIn, servesFolder } from './process-identity.js';

const run = promisify(execFile);

/** Time limits of the ways to stop a server, the gentle ones first. */
export interface StopPatience {
  readonly fastSeconds: number;
  readonly immediateSeconds: number;
  readonly killedSeconds: number;
}

const usual: StopPatience = { fastSeconds: 20, immediateSeconds: 10, killedSeconds: 10 };

async function stopped(
  { folder, account, binaries }: Cluster,
  mode: 'fast' | 'immediate',
  seconds: number,
): Promise<boolean> {
  const flags = ['stop', '-D', folder, '-m', mode, '-w', '-t', `${seconds}`, '-s'];
  // pg_ctl times out by itself; if it hangs, it is killed.
  const timeout = (seconds + 5) * 1_000;
  return run(binaries.pgCtl, flags, { ...account, cwd: '/', timeout, killSignal: 'SIGKILL' }).then(
    () => true,
    () => false,
  );
}

/** Kills the processes that use the data folder: the server and its children, no others. */
async function killed(folder: string, seconds: number): Promise<boolean> {
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; await delay(50)) {
    const left = await processesIn(folder);
    if (left.length === 0) return true;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended meanwhile.
      }
    }
  }
  return false;
}

/**
 * Stops the server of a folder within a bounded time: with "fast", then "immediate", then by killing it. In each case committed
 * data is there after the next start. Does nothing when no server runs.
 */
export async function stopPostmaster(cluster: Cluster, patience: StopPatience = usual): Promise<void> {
  const { folder } = cluster;
  const running = await pidFile(folder);
  if (!running || !isRunning(running.pid) || !(await servesFolder(running.pid, folder))) return;
  if (await stopped(cluster, 'fast', patience.fastSeconds)) return;
  if (!(await servesFolder(running.pid, folder))) return;
  if (await stopped(cluster, 'immediate', patience.immediateSeconds)) return;
  if (!(await servesFolder(running.pid, folder)) || (await killed(folder, patience.killedSeconds))) return;
  throw new DatabaseFault(`PostgreSQL (process ${running.pid}) in ${folder} does not stop: kill that process.`);
}
