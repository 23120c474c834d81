import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { exchangeTables } from '@regieboek/intake';
import { approvalTables, auditTables, contractsCopyIn, openReadModels, type Projection } from '@regieboek/platform';
import { contractsReadModels, contractsTables } from '../services/contracts/src/read-model/index.js';
import { financeReadModels, financeTables } from '../services/finance/src/read-model/index.js';
import { placementsReadModels, placementsTables } from '../services/placements/src/read-model/index.js';
import { reportingReadModels, reportingTables } from '../services/reporting/src/read-model/index.js';

type Tables = typeof financeTables;
const services: readonly (readonly [string, Pick<Tables, 'entities' | 'migrations'>, readonly Projection[]])[] = [
  ['contracts', contractsTables, contractsReadModels],
  ['placements', placementsTables, placementsReadModels],
  ['finance', financeTables, financeReadModels],
  ['reporting', reportingTables, reportingReadModels],
];

/** True for statements with which TypeORM would change a column or a table; indexes are named by the migrations. */
const changesColumns = (statement: string): boolean =>
  /CREATE TABLE|DROP TABLE|(ADD|DROP|ALTER) COLUMN|ALTER TABLE .* (ADD|DROP) "/.test(statement) ||
  /ALTER COLUMN/.test(statement);

describe('the tables of the services', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(async () => {
    await database.stop();
  });

  it.each(services)('%s: each has an entity that equals its migrations', async (schema, own, projections) => {
    const copy = contractsCopyIn(schema);
    const entities = [...copy.entities, ...own.entities];
    const migrations = [...copy.migrations, ...own.migrations];
    const source = await openReadModels(database.url, { schema, entities, migrations });
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query).filter(changesColumns)).toEqual([]);
      const made: { name: string }[] = await source.query(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1 AND table_name <> 'migration'`,
        [schema],
      );
      const described = source.entityMetadatas.map(({ tableName }) => tableName);
      expect(made.map(({ name }) => name).sort()).toEqual([...described].sort());
      expect(described).toEqual(expect.arrayContaining(projections.flatMap(({ tables }) => [...tables])));
    } finally {
      await source.destroy();
    }
  });

  it.each([
    ['audit', auditTables],
    ['access', approvalTables],
    ['exchange', exchangeTables],
  ])('%s: each table has an entity that equals its migrations', async (_, tables) => {
    const source = await openReadModels(database.url, tables);
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query).filter(changesColumns)).toEqual([]);
      const made: { name: string }[] = await source.query(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = $1 AND table_name <> 'migration'`,
        [tables.schema],
      );
      expect(made.map(({ name }) => name).sort()).toEqual(
        source.entityMetadatas.map(({ tableName }) => tableName).sort(),
      );
    } finally {
      await source.destroy();
    }
  });

  it.each(services)('%s: every table of a read model has a region, by which it is rebuilt', async (schema, own) => {
    const copy = contractsCopyIn(schema);
    const source = await openReadModels(database.url, {
      schema,
      entities: [...copy.entities, ...own.entities],
      migrations: [...copy.migrations, ...own.migrations],
    });
    const projections = services.find(([name]) => name === schema)?.[2] ?? [];
    const without = source.entityMetadatas
      .filter(({ tableName }) => projections.some(({ tables }) => tables.includes(tableName)))
      .filter(({ columns }) => !columns.some(({ databaseName }) => databaseName === 'region'));
    await source.destroy();
    expect(without.map(({ tableName }) => tableName)).toEqual([]);
  });
});
