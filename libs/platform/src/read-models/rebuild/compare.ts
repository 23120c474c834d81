import type { Pool, PoolClient } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { inTransaction } from '../../database/in-transaction.js';
import { CheckpointAhead, lockCheckpoint } from '../../projections/checkpoints.js';
import { applyNext } from '../../projections/projection-runner.js';
import type { Projection } from '../../projections/projection.js';
import { besideOf, dropBeside, prepareBeside } from './beside.js';
import { RebuildRefused } from './rebuild-table.js';
import { withRebuildLock } from './rebuild-lock.js';

/** How the rows of a table differ from those that a rebuild gives. */
export interface ComparedTable {
  readonly table: string;
  readonly rows: number;
  /** Rows that only a rebuild has. */
  readonly missing: number;
  /** Rows that only the live table has. */
  readonly extra: number;
}

/** The log, and the database as its owner. */
interface Compared {
  readonly log: EventLog;
  readonly pool: Pool;
}

/** A region, and the position that a read model has reached in it. */
type Place = readonly [region: string, position: number];

/** Marks shadow tables that are never switched to: no rebuild goes on with them. */
const VERSION = 'compared';

/** Where the live tables are in each region. Throws CheckpointAhead when the log does not reach that far. */
async function liveAt(log: EventLog, client: PoolClient, { name }: Projection): Promise<readonly Place[]> {
  const { rows } = await client.query<{ region: string; position: string }>(
    'SELECT region, position FROM platform.checkpoint WHERE consumer = $1 ORDER BY region',
    [name],
  );
  const places = rows.map(({ region, position }) => [region, Number(position)] as const);
  for (const [region, position] of places) {
    const head = await log.head(region);
    if (position > head) throw new CheckpointAhead(name, region, position, head);
  }
  return places;
}

/** Applies one batch of a region to the shadow tables; false when they are where the live ones are. */
async function step(log: EventLog, client: PoolClient, beside: Projection, [region, head]: Place) {
  const checkpoint = await lockCheckpoint(client, beside.name, region);
  if (checkpoint.position >= head) return false;
  await applyNext({ log, client }, beside, region, { checkpoint, head });
  return true;
}

async function compareTable(
  client: PoolClient,
  live: Projection,
  beside: Projection,
  table: string,
): Promise<ComparedTable> {
  const [own, made] = [`${live.schema}.${table}`, `${beside.schema}.${table}`];
  const { rows } = await client.query<{ rows: string; missing: string; extra: string }>(
    `SELECT (SELECT count(*) FROM ${own}) AS rows,
       (SELECT count(*) FROM (TABLE ${made} EXCEPT ALL TABLE ${own}) AS only_made) AS missing,
       (SELECT count(*) FROM (TABLE ${own} EXCEPT ALL TABLE ${made}) AS only_own) AS extra`,
  );
  const [found] = rows;
  return { table: own, rows: Number(found?.rows), missing: Number(found?.missing), extra: Number(found?.extra) };
}

/** Compares in one snapshot, so that live work can go on: the last events are applied in it, up to where the live tables are there. */
async function compareInSnapshot(
  { log, pool }: Compared,
  live: Projection,
  beside: Projection,
): Promise<ComparedTable[]> {
  return inTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    for (const place of await liveAt(log, client, live)) while (await step(log, client, beside, place));
    const tables: ComparedTable[] = [];
    for (const table of live.tables) tables.push(await compareTable(client, live, beside, table));
    return tables;
  });
}

/**
 * Compares the live tables of a read model that follows the log with those that a rebuild gives, at the positions where the live ones
 * are. Throws RebuildRefused while it is rebuilt, or a rebuild of it is unfinished.
 */
export function compareRebuilt({ log, pool }: Compared, projection: Projection): Promise<readonly ComparedTable[]> {
  return withRebuildLock(pool, projection, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM platform.rebuild WHERE consumer = $1', [projection.name]);
    if (rowCount)
      throw new RebuildRefused(
        `a rebuild of ${projection.name} is unfinished: run regieboek read-models rebuild ${projection.name} first`,
      );
    const beside = besideOf(projection);
    const built = { region: undefined, version: VERSION, fromScratch: true };
    await inTransaction(pool, (own) => prepareBeside(own, projection, built));
    try {
      for (const place of await liveAt(log, client, projection))
        while (await inTransaction(pool, (own) => step(log, own, beside, place)));
      return await compareInSnapshot({ log, pool }, projection, beside);
    } finally {
      await inTransaction(pool, (own) => dropBeside(own, projection));
    }
  });
}
