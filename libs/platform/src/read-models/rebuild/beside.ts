import { protectTables } from '@regieboek/isolation';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Projection } from '../../projections/projection.js';
import { RebuildRefused } from './rebuild-table.js';

/** Schema of the shadow tables, which are built while the live tables stay in use. */
const besideSchema = (schema: string): string => `${schema}_next`;

/** The same read model with its own checkpoint, in shadow tables. */
export const besideOf = (projection: Projection): Projection => ({
  ...projection,
  name: `${projection.name}.next`,
  schema: besideSchema(projection.schema),
});

/** Qualified names of the tables of a read model. */
export const tablesOf = ({ schema, tables }: Projection): string[] => tables.map((table) => `${schema}.${table}`);

/** Columns, defaults and indexes of the live tables: tables built for others cannot take their place. */
async function shapeOf(client: PoolClient, { schema, tables }: Projection): Promise<string> {
  const columns = await client.query<{ text: string }>(
    `SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS text
     FROM information_schema.columns WHERE table_schema = $1 AND table_name = ANY($2)
     ORDER BY table_name, ordinal_position`,
    [schema, tables],
  );
  const indexes = await client.query<{ text: string }>(
    'SELECT indexdef AS text FROM pg_indexes WHERE schemaname = $1 AND tablename = ANY($2) ORDER BY indexdef',
    [schema, tables],
  );
  return [...columns.rows, ...indexes.rows].map(({ text }) => text).join('\n');
}

/** Number of existing tables of a read model. */
async function existing(client: PoolClient, { schema, tables }: Projection): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM information_schema.tables WHERE table_schema = $1 AND table_name = ANY($2)',
    [schema, tables],
  );
  return rows[0]?.n ?? 0;
}

/** Removes the shadow tables, with their checkpoints. */
export async function dropBeside(client: PoolClient, projection: Projection): Promise<void> {
  const beside = besideOf(projection);
  await client.query(`DROP TABLE IF EXISTS ${tablesOf(beside).join(', ')}`);
  await client.query('DELETE FROM platform.checkpoint WHERE consumer = $1', [beside.name]);
  await client.query('DELETE FROM platform.rebuild WHERE consumer = $1', [projection.name]);
}

/** Scope of a rebuild: one region or all, and the version of the program that applies the events. */
export interface BuiltFor {
  readonly region: string | undefined;
  readonly version: string;
  /** Whether tables of an interrupted rebuild are discarded. */
  readonly fromScratch: boolean;
}

/** Digest of what shadow tables are for: only a rebuild for the same tables and region, by the same version, continues in them. */
export async function madeOfIn(
  client: PoolClient,
  projection: Projection,
  { region, version }: Omit<BuiltFor, 'fromScratch'>,
): Promise<string> {
  const shape = await shapeOf(client, projection);
  return createHash('sha256')
    .update(JSON.stringify([projection.name, version, region ?? null, shape]))
    .digest('hex');
}

/** Digest of the rebuild that was begun and not finished; undefined when there is none. */
export async function begunIn(client: PoolClient, { name }: Projection): Promise<string | undefined> {
  const { rows } = await client.query<{ made_of: string }>('SELECT made_of FROM platform.rebuild WHERE consumer = $1', [
    name,
  ]);
  return rows[0]?.made_of;
}

/**
 * Creates empty shadow tables; keeps those of an interrupted rebuild when they were built for the same tables and region by the
 * same version. Returns whether they were kept. Throws RebuildRefused without live tables.
 */
export async function prepareBeside(
  client: PoolClient,
  projection: Projection,
  { region, version, fromScratch }: BuiltFor,
): Promise<boolean> {
  const { name, schema, tables } = projection;
  const beside = besideOf(projection);
  if ((await existing(client, projection)) < tables.length)
    throw new RebuildRefused(`this database has no tables of ${name}: start the service once, which creates them`);
  const madeOf = await madeOfIn(client, projection, { region, version });
  const isKept =
    !fromScratch &&
    (await begunIn(client, projection)) === madeOf &&
    (await existing(client, beside)) === tables.length;
  if (isKept) return true;
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${beside.schema}`);
  await dropBeside(client, projection);
  for (const table of tables)
    await client.query(`CREATE TABLE ${beside.schema}.${table} (LIKE ${schema}.${table} INCLUDING ALL)`);
  await protectTables(client, beside.schema);
  await client.query('INSERT INTO platform.rebuild VALUES ($1, $2)', [name, madeOf]);
  return false;
}
