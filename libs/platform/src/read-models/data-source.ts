import pg from 'pg';
import { addressesOf, protectTables, RegionPool, type DatabaseAddresses } from '@regieboek/isolation';
import {
  DatabaseFault,
  deadlines,
  migrationDeadlines,
  untilReachable,
  whileReported,
} from '@regieboek/embedded-postgres';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

/** Database objects of one service in PostgreSQL: its schema, its entities and its migrations, oldest first. */
export interface ReadModels {
  readonly schema: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Lock under which schemas are changed, so that two processes starting at once do not collide. */
const MIGRATION_LOCK = 728_114;

/** Maximum wait for another process that migrates schemas. */
const LOCK_WITHIN_MS = 60_000;

async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${LOCK_WITHIN_MS}`);
  const locked = client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const seconds = LOCK_WITHIN_MS / 1000;
  const waiting = {
    en: `another process migrates the database; waiting for it, at most ${seconds} s`,
    nl: `een ander proces werkt de database bij; dit wacht er hoogstens ${seconds} s op`,
  };
  await whileReported(waiting, locked).catch((cause: unknown) => {
    const busy = {
      en: `another process has been migrating the database for ${seconds} s: wait for it or stop it, and start again`,
      nl: `een ander proces werkt de database al ${seconds} s bij: wacht erop of stop het, en begin opnieuw`,
    };
    throw new DatabaseFault(busy, { cause });
  });
}

/** Runs `work` of the owner while no other process changes schemas in this database, and puts the tables that it made under row-level security. */
export async function whileMigrating<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...migrationDeadlines }));
  try {
    await lockMigrations(client);
    const result = await work(client);
    await protectTables(client);
    return result;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The driver of TypeORM, with connections that name the region that a query reaches. */
const driver = { ...pg, Pool: RegionPool };

/** True when every migration was run before. Tables are then protected without a lock on migrations, as few others wait for it. */
async function isMigrated(url: string, { schema, migrations }: ReadModels): Promise<boolean> {
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...migrationDeadlines }));
  try {
    const table = `${client.escapeIdentifier(schema)}.migration`;
    const { rows: found } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
      table,
    ]);
    if (found[0]?.found !== true) return false;
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table}`);
    const done = new Set(rows.map(({ name }) => name));
    if (!migrations.every(({ name }) => done.has(name))) return false;
    // The process that ran the last migration may have ended before it protected the tables.
    await protectTables(client);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrate(url: string, readModels: ReadModels): Promise<void> {
  if (await isMigrated(url, readModels)) return;
  const { schema, migrations } = readModels;
  await whileMigrating(url, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)}`);
    const source = new DataSource({
      ...{ type: 'postgres', url, schema, migrations: [...migrations], migrationsTableName: 'migration' },
      ...{ synchronize: false, poolSize: 1, extra: migrationDeadlines },
    });
    await source.initialize();
    try {
      await source.runMigrations({ transaction: 'all' });
    } finally {
      await source.destroy();
    }
  });
}

/**
 * Brings the schema of a service up to date by its migrations, as the owner and never by synchronizing, and connects TypeORM to it for
 * the application.
 */
export async function openReadModels(at: string | DatabaseAddresses, readModels: ReadModels): Promise<DataSource> {
  const { url, ownerUrl } = addressesOf(at);
  await migrate(ownerUrl, readModels);
  const { schema, entities } = readModels;
  const source = new DataSource({
    ...{ type: 'postgres', url, schema, entities: [...entities], driver },
    ...{ synchronize: false, poolSize: 4, extra: deadlines },
  });
  return source.initialize();
}
