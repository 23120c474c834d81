import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { inTransaction } from './in-transaction.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  await pool.query('CREATE TABLE note (n int UNIQUE)');
});
beforeEach(() => pool.query('TRUNCATE note'));
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const notes = async (): Promise<number[]> =>
  (await pool.query<{ n: number }>('SELECT n FROM note ORDER BY n')).rows.map(({ n }) => n);

describe('work in a transaction', () => {
  it('is kept when it ends, and its result is returned', async () => {
    const result = await inTransaction(pool, async (client) => {
      await client.query('INSERT INTO note VALUES (1), (2)');
      return 'done';
    });
    expect([result, await notes()]).toEqual(['done', [1, 2]]);
  });

  it('is seen by nobody before it ends', async () => {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await inTransaction(pool, async (client) => {
      await client.query('INSERT INTO note VALUES (1)');
      expect((await other.query('SELECT 1 FROM note')).rowCount).toBe(0);
    });
    expect((await other.query('SELECT 1 FROM note')).rowCount).toBe(1);
    await other.end();
  });

  it.each([
    ['its own error', () => Promise.reject(new RangeError('no'))],
    ['an error of the database', (client: pg.PoolClient) => client.query('INSERT INTO note VALUES (1)')],
    ['an error of a statement', (client: pg.PoolClient) => client.query('SELECT nonsense')],
  ])('leaves nothing after %s, and the connection serves the next', async (_, failing) => {
    const failed = inTransaction(pool, async (client) => {
      await client.query('INSERT INTO note VALUES (1)');
      await failing(client);
    });
    await expect(failed).rejects.toThrow();
    expect(await notes()).toEqual([]);
    await inTransaction(pool, (client) => client.query('INSERT INTO note VALUES (3)'));
    expect(await notes()).toEqual([3]);
  });

  it('reports a commit that the database refuses', async () => {
    await pool.query('CREATE TABLE later (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)');
    const failed = inTransaction(pool, (client) => client.query('INSERT INTO later VALUES (1), (1)'));
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    expect((await pool.query('SELECT 1 FROM later')).rowCount).toBe(0);
  });

  it('reports its own error when the connection breaks, and the pool serves the next', async () => {
    const failed = inTransaction(pool, async (client) => {
      await client.query('INSERT INTO note VALUES (1)');
      await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(failed).rejects.toThrow(/terminat/);
    expect(await notes()).toEqual([]);
  });
});
