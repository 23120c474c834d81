import type { Pool } from 'pg';
import { KeyedQueue } from '@regieboek/platform';

/** Declarations of different regions that one process decides at once: each uses up to three connections of its pool. */
const DECIDED_AT_ONCE_MAX = 4;

/**
 * Turns in which declarations are decided: one of a region at a time, over all processes, because the next one depends on it. A
 * declaration waiting in this process uses no connection, so that the one being decided never lacks one.
 */
export class RegionTurns {
  private readonly turns = new KeyedQueue(DECIDED_AT_ONCE_MAX);

  constructor(private readonly pool: Pool) {}

  /** Does the work when it is its turn in the region. */
  take<Result>(region: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(region, async () => {
      const client = await this.pool.connect();
      try {
        await client.query("SELECT pg_advisory_lock(hashtextextended('finance/' || $1, 0))", [region]);
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
        client.release();
      }
    });
  }
}
