import pg from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

/** What one service keeps in PostgreSQL: its schema, its entities and its migrations, oldest first. */
export interface ReadModels {
  readonly schema: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Lock under which schemas are changed, so that two processes starting at once do not collide. */
const MIGRATION_LOCK = 728_114;

/** Runs `work` while no other process changes schemas in this database. */
export async function whileMigrating<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(client);
  } finally {
    await client.end();
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
  });
  return whileMigrating(url, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)}`);
    await source.initialize();
    await source.runMigrations({ transaction: 'all' });
    return source;
  });
}
