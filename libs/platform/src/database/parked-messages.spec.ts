import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { parkedMessagesIn } from './parked-messages.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

describe('the parked messages of a database', () => {
  it('are none where no service keeps messages, and those of all services that do', async () => {
    expect(await parkedMessagesIn(database.url)).toBe(0);
    for (const [schema, parked] of [
      ['placements', 2],
      ['finance', 1],
    ] as const) {
      await client.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.message (region text, status text)`);
      await client.query(`INSERT INTO ${schema}.message SELECT 'zhz', 'parked' FROM generate_series(1, ${parked})`);
      await client.query(`INSERT INTO ${schema}.message VALUES ('zhz', 'processed'), ('zhz', 'received')`);
    }
    expect(await parkedMessagesIn(database.url)).toBe(3);
  });

  it('are counted in all regions where row-level security hides them', async () => {
    await client.query(`
      CREATE ROLE reader_of_parked LOGIN PASSWORD 'a-password';
      GRANT USAGE ON SCHEMA placements, finance TO reader_of_parked;
      GRANT SELECT ON placements.message, finance.message TO reader_of_parked;
      ALTER TABLE finance.message ENABLE ROW LEVEL SECURITY;
      CREATE POLICY reach ON finance.message USING (current_setting('regieboek.region', true) IN (region, '*'))`);
    const url = Object.assign(new URL(database.url), { username: 'reader_of_parked', password: 'a-password' });
    expect(await parkedMessagesIn(url.href)).toBe(3);
    await client.query('DROP OWNED BY reader_of_parked; DROP ROLE reader_of_parked');
  });
});
