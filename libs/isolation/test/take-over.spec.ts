import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ownUsers, protectTables, RegionPool, withinRegion, type DatabaseAddresses } from '../src/index.js';

/** Everything that a schema of the product can hold, as the administrator of the server made it in folders from before roles were apart. */
const BEFORE = `
  CREATE SCHEMA own;
  CREATE SEQUENCE own.numbers;
  CREATE TABLE own.note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, region text NOT NULL, note text, place bigint);
  CREATE INDEX ON own.note (note);
  CREATE TABLE own.parted (region text NOT NULL, at int) PARTITION BY RANGE (at);
  CREATE TABLE own.part PARTITION OF own.parted FOR VALUES FROM (0) TO (10);
  CREATE TABLE own."Odd ""name""" (region text);
  CREATE VIEW own.notes AS SELECT note FROM own.note;
  CREATE MATERIALIZED VIEW own.counted AS SELECT count(*) AS count FROM own.note;
  CREATE FUNCTION own.twice(number int) RETURNS int LANGUAGE sql AS 'SELECT 2 * number';
  CREATE FUNCTION own.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
  CREATE TRIGGER refuse BEFORE TRUNCATE ON own.note EXECUTE FUNCTION own.refuse();
  INSERT INTO own.note (region, note) VALUES ('a', 'of a'), ('b', 'of b')`;

/** Objects outside of the schemas of the server, with their owners. */
const OWNERS = `
  SELECT 'schema ' || nspname AS what, pg_get_userbyid(nspowner)::text AS owner FROM pg_namespace WHERE nspname = 'own'
  UNION ALL
  SELECT c.relkind::text || ' ' || c.relname, pg_get_userbyid(c.relowner)::text FROM pg_class c
    WHERE c.relnamespace = 'own'::regnamespace
  UNION ALL
  SELECT 'routine ' || proname, pg_get_userbyid(proowner)::text FROM pg_proc WHERE pronamespace = 'own'::regnamespace`;

describe('a database that its administrator owned', () => {
  let test: TestDatabase;
  let administrator: pg.Client;
  let users: DatabaseAddresses;
  let names: { database: string; administrator: string };

  const ownersNow = async () => {
    const { rows } = await administrator.query<{ what: string; owner: string }>(OWNERS);
    return new Map(rows.map(({ what, owner }) => [what, owner]));
  };

  beforeAll(async () => {
    test = await startTestDatabase();
    administrator = new pg.Client({ connectionString: test.url });
    await administrator.connect();
    const { rows } = await administrator.query<typeof names>(
      'SELECT current_database() AS database, current_user AS administrator',
    );
    names = rows[0] ?? { database: '', administrator: '' };
    await administrator.query(BEFORE);
    expect(new Set((await ownersNow()).values())).toEqual(new Set([names.administrator]));
    users = await ownUsers(administrator, test.url);
  });
  afterAll(async () => {
    const roles = ['owner', 'app'].map((name) => pg.escapeIdentifier(`${names.database}_${name}`));
    await administrator.query(`ALTER DATABASE ${pg.escapeIdentifier(names.database)} OWNER TO CURRENT_USER`);
    for (const role of roles) await administrator.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    await administrator.end();
    await test.stop();
  });

  it('is owned by its own user, whole: schemas, tables, parts, indexes, sequences, views and functions', async () => {
    const owners = await ownersNow();
    expect([...owners.keys()]).toEqual(
      expect.arrayContaining([
        ...['schema own', 'r note', 'p parted', 'r part', 'r Odd "name"', 'S numbers', 'S note_id_seq'],
        ...['i note_pkey', 'v notes', 'm counted', 'routine twice', 'routine refuse'],
      ]),
    );
    expect(new Set(owners.values())).toEqual(new Set([`${names.database}_owner`]));
  });

  it('is migrated by that user, protected, and asked by another who sees the rows of one region', async () => {
    const owner = new pg.Client({ connectionString: users.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE own.note ADD COLUMN added int; CREATE TABLE own.later (region text)');
    await protectTables(owner);
    await owner.end();
    const pool = new RegionPool({ connectionString: users.url, max: 2 });
    const seen = () => pool.query<{ note: string }>('SELECT note FROM own.note');
    const added = () => pool.query(`INSERT INTO own.note (region, note) VALUES ('a', 'new') RETURNING id`);
    expect((await withinRegion('b', seen)).rows).toEqual([{ note: 'of b' }]);
    expect((await seen()).rows).toEqual([]);
    expect((await withinRegion('a', added)).rows).toEqual([{ id: '3' }]);
    for (const statement of ['DROP TABLE own.note', 'TRUNCATE own.note', 'ALTER TABLE own.note DISABLE TRIGGER ALL'])
      await expect(withinRegion('a', () => pool.query(statement))).rejects.toThrow(/must be owner|permission denied/);
    await pool.end();
  });

  it('stays as it is at the next start, which gives both users new passwords', async () => {
    const before = await ownersNow();
    const again = await ownUsers(administrator, test.url);
    expect(await ownersNow()).toEqual(before);
    expect(again.url).not.toBe(users.url);
    const application = new pg.Client({ connectionString: again.url });
    await application.connect();
    expect((await application.query('SELECT current_user AS name')).rows).toEqual([{ name: `${names.database}_app` }]);
    await application.end();
  });
});
