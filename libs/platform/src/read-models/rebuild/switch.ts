import type { Pool, PoolClient } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { inTransaction } from '../../database/in-transaction.js';
import { applyNext } from '../../projections/projection-runner.js';
import { lockCheckpoint, moveCheckpoint } from '../../projections/checkpoints.js';
import type { Projection } from '../../projections/projection.js';
import { dropBeside, tablesOf } from './beside.js';
import { holdFeed, moveFeed, refuseParked, type Feeds } from './feed-places.js';
import { RebuildRefused } from './rebuild-table.js';

/** A read model with its shadow, and its feeds if feeds fill it here. */
export interface Switching {
  readonly log: EventLog;
  readonly projection: Projection;
  readonly beside: Projection;
  readonly feeds: Feeds | undefined;
  /** The only region to switch; undefined: all. */
  readonly region: string | undefined;
}

/** The tables could not be switched because live work had locks; the next attempt may succeed. */
class NotNow extends Error {
  override readonly name = 'NotNow';
}

/**
 * How long a switch waits for one lock before it starts over. Less than PostgreSQL's deadlock_timeout (1 s), so a query that
 * waits for the switch is never aborted as a deadlock.
 */
const LOCK_WITHIN_MS = 200;

/** Applies the remaining events of the log to the shadow tables, in the transaction of the switch. */
async function catchUpWith(client: PoolClient, { log, projection, beside, feeds }: Switching, region: string) {
  const tail = await feeds?.barrier.tail(region);
  const head = tail?.scanned ?? (await log.head(region));
  let checkpoint = await lockCheckpoint(client, beside.name, region);
  while (checkpoint.position < head)
    checkpoint = await applyNext({ log, client }, beside, region, { checkpoint, head });
  if (feeds && tail) await moveFeed(client, projection, feeds, { region, last: tail.last });
  else await moveCheckpoint(client, { consumer: projection.name, region }, checkpoint);
}

/** Blocks writers of the live tables until the transaction ends; returns the regions in the log at that moment. */
async function holdLive(client: PoolClient, { log, projection, feeds, region }: Switching): Promise<readonly string[]> {
  if (feeds) {
    await holdFeed(client, projection, feeds);
    await refuseParked(client, projection);
  }
  const regions = region === undefined ? [...(await log.regions())].sort() : [region];
  if (!feeds) for (const one of regions) await lockCheckpoint(client, projection.name, one);
  return regions;
}

/** Grants on the shadow tables the privileges that others have on the live ones. */
async function copyGrants(client: PoolClient, { projection, beside }: Switching): Promise<void> {
  const { rows } = await client.query<{ grantee: string; privilege: string; name: string }>(
    `SELECT DISTINCT grantee, privilege_type AS privilege, table_name AS name FROM information_schema.role_table_grants
     WHERE table_schema = $1 AND table_name = ANY($2) AND grantee <> current_user`,
    [projection.schema, projection.tables],
  );
  for (const { grantee, privilege, name } of rows) {
    const to = grantee === 'PUBLIC' ? grantee : client.escapeIdentifier(grantee);
    await client.query(`GRANT ${privilege} ON ${beside.schema}.${name} TO ${to}`);
  }
}

/** Drops the live tables. Throws RebuildRefused when views depend on them. */
async function dropLive(client: PoolClient, { projection }: Switching): Promise<void> {
  await client.query(`DROP TABLE ${tablesOf(projection).join(', ')}`).catch((error: unknown) => {
    if (codeOf(error) !== DEPENDENT_OBJECTS) throw error;
    throw new RebuildRefused(
      `views depend on the tables of ${projection.name}: drop them, rebuild, and create them again; or rebuild each region with --region, which keeps the tables`,
    );
  });
}

/** Replaces the live tables by the new ones; readers wait for this transaction and then see the new ones. */
async function replaceTables(client: PoolClient, switching: Switching, regions: readonly string[]): Promise<void> {
  const { projection, beside, feeds } = switching;
  await client.query(`LOCK TABLE ${tablesOf(projection).join(', ')} IN ACCESS EXCLUSIVE MODE`);
  const { rowCount } = await client.query(
    'SELECT 1 FROM platform.checkpoint WHERE consumer = $1 AND position > 0 AND region <> ALL($2)',
    [projection.name, regions],
  );
  // Events of a region that is new since `holdLive` are in the live tables only.
  if (!feeds && rowCount) throw new NotNow('a region was added');
  await copyGrants(client, switching);
  await dropLive(client, switching);
  for (const table of tablesOf(beside)) await client.query(`ALTER TABLE ${table} SET SCHEMA ${projection.schema}`);
}

/** Replaces the rows of one region in the live tables. */
async function replaceRows(client: PoolClient, { projection, beside }: Switching, region: string): Promise<void> {
  for (const table of projection.tables) {
    const [live, made] = [`${projection.schema}.${table}`, `${beside.schema}.${table}`];
    await client.query(`DELETE FROM ${live} WHERE region = $1`, [region]);
    await client.query(`INSERT INTO ${live} SELECT * FROM ${made} WHERE region = $1`, [region]);
  }
}

/**
 * Switches to the shadow tables in one transaction: a reader sees the old or the new ones, and a process that ends here leaves
 * the old ones. For one region it replaces the rows. An error for which `isForNow` is true can be retried.
 */
export function switchOver(pool: Pool, switching: Switching): Promise<readonly string[]> {
  return inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL lock_timeout = ${LOCK_WITHIN_MS}`);
    const regions = await holdLive(client, switching);
    for (const one of regions) await catchUpWith(client, switching, one);
    if (switching.region === undefined) await replaceTables(client, switching, regions);
    else await replaceRows(client, switching, switching.region);
    await dropBeside(client, switching.projection);
    return regions;
  });
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
const LOCK_NOT_AVAILABLE = '55P03';
const DEPENDENT_OBJECTS = '2BP01';

/** True when a switch failed for a temporary reason: a lock timeout, or a region added meanwhile. */
export const isForNow = (error: unknown): boolean => error instanceof NotNow || codeOf(error) === LOCK_NOT_AVAILABLE;
