import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import {
  oneUser,
  OtherRegion,
  overAllRegions,
  protectTables,
  RegionPool,
  withinRegion,
  asProcess,
} from '../src/index.js';

let test: TestDatabase;
let owner: pg.Client;
let pool: pg.Pool;

beforeAll(async () => {
  test = await startTestDatabase();
  const admin = new pg.Client({ connectionString: test.url });
  await admin.connect();
  const { url, ownerUrl, missing } = await oneUser(admin, test.url);
  await admin.end();
  expect(missing).toEqual([]);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('CREATE SCHEMA own; CREATE TABLE own.note (region text, note text)');
  await protectTables(owner);
  pool = new RegionPool({ connectionString: url, max: 2 });
});
beforeEach(() =>
  owner.query(`TRUNCATE own.note; INSERT INTO own.note VALUES ('a', 'of a'), ('b', 'of b'), (NULL, 'of none')`),
);
afterAll(async () => {
  await pool.end();
  await owner.end();
  await test.stop();
});

const notes = async (asked: Pick<pg.Pool, 'query'> = pool): Promise<string[]> =>
  (await asked.query<{ note: string }>('SELECT note FROM own.note ORDER BY note')).rows.map(({ note }) => note);
const ofRegion = async (region: string): Promise<string[]> =>
  (await pool.query<{ note: string }>('SELECT note FROM own.note WHERE region = $1', [region])).rows.map(
    ({ note }) => note,
  );

/** Releases the connection even when the work fails: the pool waits for it when it ends. */
async function onOneConnection(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}

describe('a statement of the application', () => {
  it('can only access rows of the region that its work is bound to', async () => {
    expect(await withinRegion('a', notes)).toEqual(['of a']);
    expect(await withinRegion('a', () => ofRegion('b'))).toEqual([]);
    expect(await withinRegion('b', () => ofRegion('b'))).toEqual(['of b']);
  });

  it('can access all rows in work over all regions, including rows without a region', async () => {
    expect(await overAllRegions(notes)).toEqual(['of a', 'of b', 'of none']);
    expect(await withinRegion('a', () => asProcess(notes))).toEqual(['of a', 'of b', 'of none']);
  });

  it('can access no rows in work without a region', async () => {
    expect(await notes()).toEqual([]);
    expect(await withinRegion('a', notes)).toEqual(['of a']);
    expect(await notes()).toEqual([]);
    expect(await ofRegion('a')).toEqual([]);
  });

  it('keeps its reach in a transaction, through savepoints, and leaves none behind', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    expect(await notes(client)).toEqual([]);
    await client.query('SAVEPOINT one');
    expect(await withinRegion('a', () => notes(client))).toEqual(['of a']);
    await withinRegion('a', () => client.query('ROLLBACK TO SAVEPOINT one'));
    expect(await withinRegion('a', () => notes(client))).toEqual(['of a']);
    expect(await withinRegion('b', () => notes(client))).toEqual(['of b']);
    await client.query('COMMIT');
    await withinRegion('a', async () => {
      await client.query('BEGIN');
      expect([await notes(client), await notes(client)]).toEqual([['of a'], ['of a']]);
      await client.query('ROLLBACK');
      expect(await notes(client)).toEqual(['of a']);
    });
    expect(await notes(client)).toEqual([]);
    client.release();
  });

  it('continues after an error, inside and outside a transaction', async () => {
    await withinRegion('a', async () => {
      await expect(pool.query('SELECT nonsense FROM own.note WHERE region = $1', ['a'])).rejects.toThrow('nonsense');
      await expect(pool.query('SELECT nonsense')).rejects.toThrow('nonsense');
      const client = await pool.connect();
      await client.query('BEGIN');
      await expect(client.query('SELECT nonsense')).rejects.toThrow('nonsense');
      await expect(notes(client)).rejects.toThrow('transaction is aborted');
      await client.query('ROLLBACK');
      expect(await notes(client)).toEqual(['of a']);
      client.release();
    });
  });

  it('returns only its own result, prepared or not, as rows or arrays, with a callback or a promise', async () => {
    await withinRegion('a', async () => {
      expect(await pool.query('UPDATE own.note SET note = note')).toMatchObject({ rowCount: 1, command: 'UPDATE' });
      const prepared = { name: 'one', text: 'SELECT note FROM own.note WHERE region = $1', values: ['a'] };
      for (const _ of [1, 2, 3])
        expect(await pool.query({ ...prepared, rowMode: 'array' })).toMatchObject({ rows: [['of a']], rowCount: 1 });
      const called = await new Promise((done) => void pool.query(prepared, (_, result) => done(result.rows)));
      expect(called).toEqual([{ note: 'of a' }]);
    });
  });

  it('is prepared once it runs often, and still accesses the region of the calling work', () =>
    onOneConnection(async (client) => {
      const asked = (region: string) =>
        withinRegion(region, () => client.query<{ note: string }>('SELECT note FROM own.note WHERE note <> $1', ['x']));
      for (const region of ['a', 'b', 'a', 'b', 'b', 'a'])
        expect((await asked(region)).rows).toEqual([{ note: `of ${region}` }]);
      const prepared = 'SELECT name FROM pg_prepared_statements WHERE statement LIKE $1';
      expect((await client.query(prepared, ['SELECT note FROM own.note WHERE note%'])).rows).toHaveLength(1);
      expect((await client.query('SELECT note FROM own.note WHERE note <> $1', ['x'])).rows).toEqual([]);
    }));

  it('runs again when columns of its tables have changed; in a transaction the next one is correct', () =>
    onOneConnection(async (client) => {
      const asked = () => client.query('SELECT * FROM own.note WHERE note <> $1', ['x']);
      await withinRegion('a', async () => {
        for (let time = 0; time < 5; time += 1) await asked();
        await owner.query('ALTER TABLE own.note ADD COLUMN more int');
        expect((await asked()).rows).toEqual([{ region: 'a', note: 'of a', more: null }]);
        for (let time = 0; time < 5; time += 1) await asked();
        await owner.query('ALTER TABLE own.note DROP COLUMN more');
        await client.query('BEGIN');
        await expect(asked()).rejects.toThrow('cached plan');
        await client.query('ROLLBACK');
        expect((await asked()).rows).toEqual([{ region: 'a', note: 'of a' }]);
      });
    }));

  it('is planned again for every list of values', () =>
    onOneConnection(async (client) => {
      const text = 'SELECT note FROM own.note WHERE note = ANY($1)';
      await withinRegion('a', async () => {
        for (let time = 0; time < 5; time += 1) expect((await client.query(text, [['of a']])).rows).toHaveLength(1);
      });
      const { rows } = await client.query('SELECT FROM pg_prepared_statements WHERE statement = $1', [text]);
      expect(rows).toEqual([]);
    }));

  it('is prepared only for a bounded number of texts', () =>
    onOneConnection(async (client) => {
      await withinRegion('a', async () => {
        for (let text = 0; text < 250; text += 1)
          for (let time = 0; time < 4; time += 1) await client.query(`SELECT $1::int + ${text}`, [1]);
        const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM pg_prepared_statements');
        expect(Number(rows[0]?.count)).toBeLessThan(220);
      });
    }));

  it('accesses its own region after waiting for a connection that other work released', async () => {
    const held = [await pool.connect(), await pool.connect()];
    const waiting = ['a', 'b', 'a', 'b'].map((region) => withinRegion(region, () => notes()));
    const none = notes();
    withinRegion('b', () => held.forEach((client) => client.release()));
    expect(await Promise.all(waiting)).toEqual([['of a'], ['of b'], ['of a'], ['of b']]);
    expect(await none).toEqual([]);
  });

  it('can only write rows of its own region', async () => {
    const write = (region: string | null) => pool.query('INSERT INTO own.note VALUES ($1, $2)', [region, 'new']);
    const refused = 'violates row-level security policy';
    await withinRegion('a', async () => {
      await write('a');
      await expect(write('b')).rejects.toThrow(refused);
      await expect(write(null)).rejects.toThrow(refused);
      await expect(pool.query(`UPDATE own.note SET region = 'b'`)).rejects.toThrow(refused);
      expect((await pool.query(`DELETE FROM own.note WHERE region = 'b'`)).rowCount).toBe(0);
    });
    await expect(write('a')).rejects.toThrow(refused);
    await overAllRegions(() => write(null));
  });
});

describe('work that is bound to a region', () => {
  it('cannot be bound to another one, and work over all regions in it stays bound', async () => {
    expect(() => withinRegion('a', () => withinRegion('b', notes))).toThrow(OtherRegion);
    expect(await withinRegion('a', () => overAllRegions(notes))).toEqual(['of a']);
    expect(await overAllRegions(() => withinRegion('a', notes))).toEqual(['of a']);
  });

  it.each(['*', '', ' a', 'a,b', `a'; --`])('cannot be bound to %p, which names nothing', (name) => {
    expect(() => withinRegion(name, notes)).toThrow(RangeError);
  });
});

describe('the application', () => {
  it.each([
    ['ALTER TABLE own.note DISABLE ROW LEVEL SECURITY', 'must be owner'],
    ['DROP POLICY region ON own.note', 'must be owner'],
    ['DROP TABLE own.note', 'must be owner'],
    ['TRUNCATE own.note', 'permission denied'],
    ['CREATE TABLE own.other (region text)', 'permission denied'],
    ['CREATE SCHEMA other', 'permission denied'],
  ])('may not %s', async (statement, message) => {
    await expect(pool.query(statement)).rejects.toThrow(message);
  });
});
