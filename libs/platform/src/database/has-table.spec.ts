import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { hasTable } from './has-table.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE SCHEMA own; CREATE TABLE own.thing (); CREATE TABLE own."odd Name" ()');
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

describe('a table in a database', () => {
  it.each([
    ['that is there', 'own.thing', true],
    ['with a name that needs quotes', 'own."odd Name"', true],
    ['that is not there', 'own.other', false],
    ['of a schema that is not there', 'elsewhere.thing', false],
    ['of another schema, which is not searched', 'thing', false],
  ])('%s is found or not', async (_, name, found) => {
    expect(await hasTable(client, name)).toBe(found);
  });

  it('is gone after it was dropped', async () => {
    await client.query('CREATE TABLE own.brief ()');
    expect(await hasTable(client, 'own.brief')).toBe(true);
    await client.query('DROP TABLE own.brief');
    expect(await hasTable(client, 'own.brief')).toBe(false);
  });
});
