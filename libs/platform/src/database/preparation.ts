/**
 * Steps that bring the tables of a database up to date, and which of them it has seen. Every process that opens a ledger runs them; a
 * step that the database has seen already, by the same code and for the same role, costs no connection.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { applicationOf, protection, type DatabaseAddresses } from '@regieboek/isolation';
import { whileMigrating } from './while-migrating.js';
import { productVersion } from '../version.js';
import { hasTable } from './has-table.js';

/** `database` is its number on the server: in a database restored from a dump, whose rights may be others, every step runs again. */
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.prepared (
    step text PRIMARY KEY,
    digest text NOT NULL,
    witness text NOT NULL,
    database oid NOT NULL
  )`;

const OWN_NUMBER = '(SELECT oid FROM pg_database WHERE datname = current_database())';

/** A database to prepare, at its owner's address; without `prepared` every step runs. */
export type Preparing = Pick<DatabaseAddresses, 'ownerUrl' | 'prepared'>;

/**
 * A step: `made` is everything that decides its result, such as its statements or the names of its migrations; `witness` is a table that
 * it makes. Where that table is gone, the step is taken again.
 */
export interface Step {
  readonly name: string;
  readonly witness: string;
  readonly made: readonly string[];
}

const digestOf = ({ made }: Step, ownerUrl: string): string =>
  createHash('sha256')
    .update(JSON.stringify([productVersion, applicationOf(ownerUrl), protection, made]))
    .digest('hex');

/** Steps that a database has seen, on a connection of its owner. */
export async function preparedIn(client: pg.ClientBase): Promise<ReadonlyMap<string, string>> {
  if (!(await hasTable(client, 'platform.prepared'))) return new Map();
  const { rows } = await client.query<{ step: string; digest: string }>(
    `SELECT step, digest FROM platform.prepared WHERE database = ${OWN_NUMBER} AND to_regclass(witness) IS NOT NULL`,
  );
  return new Map(rows.map(({ step, digest }) => [step, digest]));
}

/** True when a database has seen a step, exactly as this process would take it. */
export const isPrepared = ({ ownerUrl, prepared }: Preparing, step: Step): boolean =>
  prepared?.get(step.name) === digestOf(step, ownerUrl);

/** Records that a step was taken, after its tables were protected. */
export async function recordStep(client: pg.ClientBase, { ownerUrl }: Preparing, step: Step): Promise<void> {
  await client.query(TABLE);
  await client.query(
    `INSERT INTO platform.prepared (step, digest, witness, database) VALUES ($1, $2, $3, ${OWN_NUMBER})
     ON CONFLICT (step) DO UPDATE SET digest = excluded.digest, witness = excluded.witness, database = excluded.database`,
    [step.name, digestOf(step, ownerUrl), step.witness],
  );
}

/** Takes a step as the owner while no other process changes schemas, unless the database has seen it. */
export async function prepare(
  database: Preparing,
  step: Step,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  if (isPrepared(database, step)) return;
  await whileMigrating(database.ownerUrl, work, (client) => recordStep(client, database, step));
}
