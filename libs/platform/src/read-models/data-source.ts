import pg from 'pg';
import { DatabaseFault, deadlines, migrationDeadlines, untilReachable } from '@regieboek/embedded-postgres';
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
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]).catch((cause: unknown) => {
    const text = `another process has been migrating the database for ${LOCK_WITHIN_MS / 1000} s: wait for it or stop it, and start again`;
    throw new DatabaseFault(text, { cause });
  });
}

/** Runs `work` while no other process changes schemas in this database. */
export async function whileMigrating<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await untilReachable(() => new pg.Client({ connectionString: url, ...migrationDeadlines }));
  try {
    await lockMigrations(client);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Connects TypeORM to the schema of a service and brings it up to date by its migrations; never by synchronizing. */
export async function openReadModels(url: string, { schema, entities, migrations }: ReadModels): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize: 4,
    extra: deadlines,
  });
  return whileMigrating(url, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)}`);
    await source.initialize();
    await source.runMigrations({ transaction: 'all' });
    return source;
  });
}
