import type { Pool, PoolClient } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { inTransaction } from '../../database/in-transaction.js';
import { CheckpointAhead, lockCheckpoint } from '../../projections/checkpoints.js';
import { applyNext } from '../../projections/projection-runner.js';
import type { Projection } from '../../projections/projection.js';
import { begunIn, besideOf, dropBeside, madeOfIn, prepareBeside } from './beside.js';
import { RebuildRefused } from './rebuild-table.js';
import { withRebuildLock } from './rebuild-lock.js';

/** Differences between the rows of a table and those of a rebuild. */
export interface ComparedTable {
  readonly table: string;
  readonly rows: number;
  /** Rows that only a rebuild has. */
  readonly missing: number;
  /** Rows that only the live table has. */
  readonly extra: number;
}

/** The log, the database as its owner, and the regions to compare. */
interface Compared {
  readonly log: EventLog;
  readonly pool: Pool;
  /** Undefined: all, with rows of regions that the log does not have. */
  readonly regions?: readonly string[] | undefined;
}

/** A region, and the position that a read model has reached in it. */
type Place = readonly [region: string, position: number];

/** Marks shadow tables that are never switched to: no rebuild goes on with them. */
const VERSION = 'compared';

/** Positions of the live tables by region. Throws CheckpointAhead for a position beyond the head of the log. */
async function liveAt({ log, regions }: Compared, client: PoolClient, { name }: Projection): Promise<readonly Place[]> {
  const { rows } = await client.query<{ region: string; position: string }>(
    `SELECT region, position FROM platform.checkpoint
     WHERE consumer = $1 AND ($2::text[] IS NULL OR region = ANY($2)) ORDER BY region`,
    [name, regions ?? null],
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

/** The tables of a read model: the live one and the one beside it. */
interface Both {
  readonly live: Projection;
  readonly beside: Projection;
}

async function compareTable(
  client: PoolClient,
  { live, beside }: Both,
  table: string,
  regions: Compared['regions'],
): Promise<ComparedTable> {
  const rowsIn = ({ schema }: Projection) =>
    `SELECT * FROM ${schema}.${table} WHERE $1::text[] IS NULL OR region = ANY($1)`;
  const [own, made] = [rowsIn(live), rowsIn(beside)];
  const { rows } = await client.query<{ rows: string; missing: string; extra: string }>(
    `SELECT (SELECT count(*) FROM (${own}) AS own) AS rows,
       (SELECT count(*) FROM (${made} EXCEPT ALL ${own}) AS only_made) AS missing,
       (SELECT count(*) FROM (${own} EXCEPT ALL ${made}) AS only_own) AS extra`,
    [regions ?? null],
  );
  const [found] = rows;
  const name = `${live.schema}.${table}`;
  return { table: name, rows: Number(found?.rows), missing: Number(found?.missing), extra: Number(found?.extra) };
}

/** Compares in one snapshot, so that live work can go on: the last events are applied in it, up to where the live tables are there. */
async function compareInSnapshot(compared: Compared, both: Both): Promise<ComparedTable[]> {
  const { live, beside } = both;
  return inTransaction(compared.pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    for (const place of await liveAt(compared, client, live)) while (await step(compared.log, client, beside, place));
    const tables: ComparedTable[] = [];
    for (const table of live.tables) tables.push(await compareTable(client, both, table, compared.regions));
    return tables;
  });
}

/** Throws RebuildRefused when a rebuild is unfinished; tables that a killed comparison left are used again, from their start. */
async function mustNotBeBegun(client: PoolClient, projection: Projection): Promise<void> {
  const begun = await begunIn(client, projection);
  const own = await madeOfIn(client, projection, { region: undefined, version: VERSION });
  if (begun !== undefined && begun !== own)
    throw new RebuildRefused(
      `a rebuild of ${projection.name} is unfinished: run regieboek read-models rebuild ${projection.name} first`,
    );
}

/**
 * Compares the live tables of a read model that follows the log with those that a rebuild gives, at the positions where the live ones
 * are. Throws RebuildRefused while it is rebuilt, or a rebuild of it is unfinished.
 */
export function compareRebuilt(compared: Compared, projection: Projection): Promise<readonly ComparedTable[]> {
  const { log, pool } = compared;
  return withRebuildLock(pool, projection, async (client) => {
    await mustNotBeBegun(client, projection);
    const beside = besideOf(projection);
    const built = { region: undefined, version: VERSION, fromScratch: true };
    await inTransaction(pool, (own) => prepareBeside(own, projection, built));
    try {
      for (const place of await liveAt(compared, client, projection))
        while (await inTransaction(pool, (own) => step(log, own, beside, place)));
      return await compareInSnapshot(compared, { live: projection, beside });
    } finally {
      await inTransaction(pool, (own) => dropBeside(own, projection));
    }
  });
}
