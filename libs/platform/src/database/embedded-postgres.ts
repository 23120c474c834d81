import { mkdir, realpath, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE_NAME, openCluster } from './cluster.js';
import { lockFolder } from './folder-lock.js';
import { freeFolder, freePort, startPostmaster, stopPostmaster } from './postmaster.js';
import type { Cluster, Postmaster } from './postmaster.js';

/** A PostgreSQL server of our own, on this machine only. */
export interface EmbeddedPostgres {
  /** Address of the database, with its password: not for logs. */
  readonly url: string;
  /** Number of the server's process; another one after a restart. */
  pid(): number | undefined;
  /** Stops the server in good order and lets go of the data folder. */
  stop(): Promise<void>;
}

const PORTS_TRIED_MAX = 5;
const RESTARTS_MAX = 5;
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
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
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
  #postmaster: Postmaster;
  #restarts: number[] = [];
  #stopping = false;
  readonly #stopAtExit = () => void this.#postmaster.child.kill('SIGINT');

  constructor(cluster: Cluster, postmaster: Postmaster) {
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
      if (this.#restarts.length > RESTARTS_MAX) return;
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

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, made when new, on a free port or the given one. What a crash left behind is mended first.
 * Throws when another Regieboek uses the folder, or the server does not start.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; port?: number }): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o711 });
  const dataDir = await realpath(options.dataDir);
  const lock = await lockFolder(dataDir);
  try {
    const { cluster, password } = await openCluster(dataDir);
    await freeFolder(cluster);
    await rotateLog(cluster.log);
    const supervisor = new Supervisor(cluster, await startOn(cluster, options.port));
    const url = await addDatabase(supervisor.port(), password).catch(async (error: unknown) => {
      await supervisor.stop();
      throw error;
    });
    const stop = async () => {
      await supervisor.stop();
      await lock.release();
    };
    return { url, pid: () => supervisor.pid(), stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
