import pg from 'pg';
import { addressesOf, RegionPool, type DatabaseAddresses } from '@regieboek/isolation';
import { deadlines, migrationDeadlines } from '@regieboek/embedded-postgres';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { prepare } from '../database/preparation.js';

/** Database objects of one service in PostgreSQL: its schema, its entities and its migrations, oldest first. */
export interface ReadModels {
  readonly schema: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** The driver of TypeORM, with connections that name the region that a query reaches. */
const driver = { ...pg, Pool: RegionPool };

async function migrate(database: DatabaseAddresses, { schema, migrations }: ReadModels): Promise<void> {
  const made = migrations.map(({ name }) => name);
  const step = { name: `read models of ${schema}`, witness: `${pg.escapeIdentifier(schema)}.migration`, made };
  await prepare(database, step, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)}`);
    const source = new DataSource({
      ...{
        type: 'postgres',
        url: database.ownerUrl,
        schema,
        migrations: [...migrations],
        migrationsTableName: 'migration',
      },
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
  const addresses = addressesOf(at);
  await migrate(addresses, readModels);
  const { url } = addresses;
  const { schema, entities } = readModels;
  const source = new DataSource({
    ...{ type: 'postgres', url, schema, entities: [...entities], driver },
    ...{ synchronize: false, poolSize: 4, extra: deadlines },
  });
  return source.initialize();
}
