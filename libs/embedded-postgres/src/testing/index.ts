import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { prepareDataFolder, serverOfThisRun } from './server.js';

export { prepareDataFolder };

/** An empty PostgreSQL database for one test or test file. */
export interface TestDatabase {
  readonly url: string;
  /** Drops the database, ending connections still open. */
  stop(): Promise<void>;
}

let server: Promise<string> | undefined;

/** Maximum wait for closed connections to go, before open ones are terminated. */
const CLOSED_WITHIN_MS = 3_000;

async function withClient(address: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until no client is connected: a pool reports that it has ended before the server has closed its connections. */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (const end = Date.now() + CLOSED_WITHIN_MS; Date.now() < end; await delay(10)) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) return;
  }
}

/**
 * A new, empty database on a PostgreSQL server that all tests of a run share: the first call starts it (1 to 2 seconds), and it is
 * gone, folder and all, soon after the run.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const address = await (server ??= serverOfThisRun());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(`${address}postgres`, (client) => client.query(`create database ${name}`));
  return {
    url: `${address}${name}`,
    stop: () =>
      withClient(`${address}postgres`, async (client) => {
        await untilLeft(client, name);
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/**
 * A new, empty database on a PostgreSQL server of its own, for a test that stalls the server's processes or takes all its
 * connections: other test files use the shared one at the same time.
 */
export async function startTestServer(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'regieboek-test-server-'));
  // The account of the server has to come through.
  await chmod(dataDir, 0o711);
  await prepareDataFolder(dataDir);
  const server = await startEmbeddedPostgres({ dataDir });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
