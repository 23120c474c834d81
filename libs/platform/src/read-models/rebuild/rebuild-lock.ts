import type { Pool, PoolClient } from 'pg';
import type { Projection } from '../../projections/projection.js';
import { RebuildRefused } from './rebuild-table.js';

/** The lock of a rebuild, by the name of its read model. */
const LOCK = "hashtext('regieboek.rebuild'), hashtext($1)";

async function lock(client: PoolClient, { name }: Projection): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`, [name]);
  if (rows[0]?.locked !== true)
    throw new RebuildRefused(`${name} is being rebuilt by another process: wait for it, or stop that process`);
}

async function unlock(client: PoolClient, { name }: Projection): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${LOCK})`, [name]).catch(() => undefined);
}

/** Runs `work` as the only rebuild of a read model, over all processes. Throws RebuildRefused when there is another. */
export async function withRebuildLock<Result>(
  pool: Pool,
  projection: Projection,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await lock(client, projection);
    const result = await work(client).finally(() => unlock(client, projection));
    client.release();
    return result;
  } catch (error) {
    // Ends the session, and with it the lock, whatever the state of the connection.
    client.release(true);
    throw error;
  }
}
