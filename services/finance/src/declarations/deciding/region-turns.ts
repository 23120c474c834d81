import type { Pool } from 'pg';
import { KeyedQueue, logger, whileReported } from '@regieboek/platform';

/** Declarations of different regions that one process decides at once: each uses up to three connections of its pool. */
const DECIDED_AT_ONCE_MAX = 4;

/**
 * One declaration of a region is decided at a time, over all processes, because the next one depends on it. A declaration
 * waiting in this process uses no connection, so that the one being decided never lacks one.
 */
export class RegionTurns {
  private readonly turns = new KeyedQueue(DECIDED_AT_ONCE_MAX);

  constructor(private readonly pool: Pool) {}

  /** Runs `work` when no other declaration of the region is being decided; a wait ends with the time limit of a statement. */
  take<Result>(region: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(region, async () => {
      const client = await this.pool.connect();
      try {
        const locked = client.query("SELECT pg_advisory_lock(hashtextextended('finance/' || $1, 0))", [region]);
        const waiting = `another process decides a declaration of region ${region}; waiting for it, at most 60 s`;
        await whileReported(waiting, locked, { say: (text) => logger.warn({ region }, text) });
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
        client.release();
      }
    });
  }
}
