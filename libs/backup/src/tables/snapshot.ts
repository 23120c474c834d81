import pg from 'pg';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { VaultKeyId } from '../format/manifest.js';
import { schemas, useOf } from './tables.js';

/** Longest statement of a backup, and longest pause within its transaction: copying a table of many gigabytes. */
const WITHIN_MS = 7_200_000;

/** A connection for long copies: statements end after two hours, and a server that does not answer is noticed by the network. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'regieboek-backup',
    connectionTimeoutMillis: 30_000,
    statement_timeout: WITHIN_MS,
    idle_in_transaction_session_timeout: WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // The next statement fails when the connection breaks; without a listener the process would end.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET extra_float_digits = 1`);
  return client;
}

/** Runs `work` on one snapshot of a database: it sees what was committed before it began, and nothing later. */
export async function onSnapshot<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Throws BackupFault for a table that this version does not know: a backup must not leave anything out. */
export async function mustKnowTables(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%s.%s', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = ANY($1) ORDER BY name`,
    [schemas],
  );
  const unknown = rows.find(({ name }) => useOf(name) === undefined);
  if (unknown) throw new BackupFault(backupFaults.unknownTable(unknown.name));
}

/** Keys of the vault: their ids, and a value that only the key opens. */
export async function keysIn(client: Pick<pg.ClientBase, 'query'>): Promise<readonly VaultKeyId[]> {
  const { rows } = await client.query<{ id: string; number: number; check: Buffer }>(
    'SELECT key_id AS id, number, check_value AS check FROM platform.vault_key ORDER BY number',
  );
  return rows.map(({ id, number, check }) => ({ id, number, check: check.toString('base64') }));
}

/** Heads of the regions of a log in the database, in the snapshot. */
export async function headsIn(client: Pick<pg.ClientBase, 'query'>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ region: string; head: string }>(
    `WITH RECURSIVE found AS (
       SELECT min(region) AS region FROM log.event
       UNION ALL
       SELECT (SELECT min(e.region) FROM log.event e WHERE e.region > found.region) FROM found WHERE found.region IS NOT NULL
     )
     SELECT region, (SELECT max(position) FROM log.event e WHERE e.region = found.region) AS head
     FROM found WHERE region IS NOT NULL`,
  );
  return new Map(rows.map(({ region, head }) => [region, Number(head)]));
}
