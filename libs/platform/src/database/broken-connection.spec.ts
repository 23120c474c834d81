import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { inTransaction } from './in-transaction.js';
import { openDatabase, type Database } from './open-database.js';

describe('a connection that breaks while it is borrowed and no statement runs', () => {
  let test: TestDatabase;
  let database: Database;
  let pool: pg.Pool;
  /** The application may end no process of the server. */
  let administrator: pg.Client;

  beforeAll(async () => {
    test = await startTestDatabase();
    database = await openDatabase({ databaseUrl: test.url, dataDir: '' });
    pool = database.pool(2);
    administrator = new pg.Client({ connectionString: test.url });
    await administrator.connect();
  });
  afterAll(async () => {
    await administrator.end();
    await database.close();
    await test.stop();
  });

  /** Ends the server's process behind a connection, and waits until the connection knows. */
  async function broken(client: pg.PoolClient): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise<void>((done) => client.once('end', () => done()));
    await administrator.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
  }

  it('does not end the process: the next statement fails, and the pool stays usable', async () => {
    const client = await pool.connect();
    await broken(client);
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release();
    expect((await pool.query('SELECT 1')).rowCount).toBe(1);
  });

  it('fails its transaction with the error of the connection', async () => {
    await expect(
      inTransaction(pool, async (client) => {
        await broken(client);
        await client.query('SELECT 1');
      }),
    ).rejects.toThrow(/not queryable|terminat/);
    expect((await pool.query('SELECT 1')).rowCount).toBe(1);
  });
});
