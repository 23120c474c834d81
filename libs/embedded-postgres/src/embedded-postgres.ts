import { realpath, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE_NAME, openCluster } from './server/cluster.js';
import { dataFolder } from './data-folder.js';
import { deadlines, untilReachable } from './deadlines.js';
import { lockFolder, type FolderUse } from './folder-lock.js';
import { withoutGuests } from './sharing/gate.js';
import { checkFolder, stateOf } from './folder/folder-state.js';
import type { FolderIdentity } from './folder/identity.js';
import { freeFolder, freePort, startPostmaster } from './server/postmaster.js';
import { stopPostmaster } from './server/stop-postmaster.js';
import type { Cluster } from './server/data-cluster.js';
import type { Postmaster } from './server/postmaster.js';

/** A PostgreSQL server of our own, on this machine only. */
export interface EmbeddedPostgres {
  /** Address of the database, with its password: not for logs. */
  readonly url: string;
  /** Folder where the database really is. */
  readonly place: string;
  /** Identity of the data folder, with its real path. */
  readonly identity: FolderIdentity;
  /** Number of the server's process; another one after a restart. */
  pid(): number | undefined;
  /** Stops the server in good order, after other processes have left it or their time is over, and lets go of the data folder. */
  stop(): Promise<void>;
}

const PORTS_TRIED_MAX = 5;
export const RESTARTS_MAX = 8;
const RESTART_WINDOW_MILLISECONDS = 60_000;
const LOG_BYTES_MAX = 10_000_000;

/** Starts on the port asked for, or on free ports until one is still free when the server gets to it. */
async function startOn(cluster: Cluster, port: number | undefined): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster(cluster, port ?? (await freePort()));
    } catch (error) {
      if (port !== undefined || attempt === PORTS_TRIED_MAX) throw error;
    }
  }
}

async function addDatabase(port: number, password: string): Promise<string> {
  const address = (database: string) => `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${port}/${database}`;
  const client = await untilReachable(() => new pg.Client({ connectionString: address('postgres'), ...deadlines }));
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
  return address(DATABASE_NAME);
}

/** Keeps one server running: one that dies without being asked to is started again on its port, a bounded number of times. */
class Supervisor {
  readonly #cluster: Cluster;
  readonly #watch: Promise<void>;
  readonly #gaveUp: () => void;
  #postmaster: Postmaster;
  #restarts: number[] = [];
  #stopping = false;
  readonly #stopAtExit = () => void this.#postmaster.child.kill('SIGINT');

  constructor(cluster: Cluster, postmaster: Postmaster, gaveUp: () => void) {
    this.#gaveUp = gaveUp;
    this.#cluster = cluster;
    this.#postmaster = postmaster;
    process.once('exit', this.#stopAtExit);
    this.#watch = this.#keepRunning();
  }

  port(): number {
    return this.#postmaster.port;
  }

  pid(): number | undefined {
    return this.#postmaster.child.pid;
  }

  async #keepRunning(): Promise<void> {
    for (;;) {
      await this.#postmaster.exited;
      if (this.#stopping) return;
      this.#restarts = this.#restarts.filter((at) => at > Date.now() - RESTART_WINDOW_MILLISECONDS);
      this.#restarts.push(Date.now());
      if (this.#restarts.length > RESTARTS_MAX) return this.#gaveUp();
      await this.#restart();
    }
  }

  async #restart(): Promise<void> {
    try {
      await freeFolder(this.#cluster);
      if (!this.#stopping) this.#postmaster = await startPostmaster(this.#cluster, this.#postmaster.port);
    } catch {
      // The server's own log has the reason; the next round tries again until the restarts are used up.
      await delay(200);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // Running, the server does not keep our process alive; stopping, it must.
    this.#postmaster.child.ref();
    await stopPostmaster(this.#cluster);
    await this.#watch;
    await stopPostmaster(this.#cluster);
    process.removeListener('exit', this.#stopAtExit);
  }
}

async function rotateLog(file: string): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size > LOG_BYTES_MAX) await rename(file, `${file}.1`);
}

/** Exit code of a process whose database does not stay up. */
export const DATABASE_GONE = 3;

/** Ends this process with an exit code, so that a supervisor restarts it: without its database it would answer 503 for ever. */
function endProcess({ folder, log }: Cluster): void {
  console.error(
    `PostgreSQL in ${folder} ended ${RESTARTS_MAX + 1} times within a minute: see ${log}, repair the cause and start again`,
  );
  process.exit(DATABASE_GONE);
}

/** Data folder of an embedded server, and what to do when the server keeps stopping. */
export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** Use of the folder by this process; default: alone. */
  readonly use?: FolderUse;
  /** Accepts a folder that was moved, or a database whose folder is gone. */
  readonly adopt?: boolean;
  /** Accepts a folder that has only a key: a backup of that ledger is about to be restored. */
  readonly restoring?: boolean;
  /** Ends the process unless given. */
  readonly gaveUp?: () => void;
}

/**
 * Starts PostgreSQL in `<dataDir>/postgres` (created if missing) on the given port or a free one, after cleaning up after a
 * crash. Throws when another Regieboek uses the folder, when folder and database do not belong together, or when the server does not
 * start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await dataFolder(options.dataDir);
  const dataDir = await realpath(options.dataDir);
  // Before the lock too, as a copy may contain the lock of its original.
  await checkFolder(await stateOf(dataDir), options);
  const { use = 'alone' } = options;
  const lock = await lockFolder(dataDir, use);
  try {
    const state = await stateOf(dataDir);
    await checkFolder(state, options);
    const { cluster, password, identity } = await openCluster(state);
    await freeFolder(cluster);
    await rotateLog(cluster.log);
    const gaveUp = options.gaveUp ?? (() => endProcess(cluster));
    const supervisor = new Supervisor(cluster, await startOn(cluster, options.port), gaveUp);
    const url = await addDatabase(supervisor.port(), password).catch(async (error: unknown) => {
      await supervisor.stop();
      throw error;
    });
    const stop = async () => {
      await withoutGuests(url, use, () => supervisor.stop());
      await lock.release();
    };
    return { url, place: cluster.folder, identity, pid: () => supervisor.pid(), stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
