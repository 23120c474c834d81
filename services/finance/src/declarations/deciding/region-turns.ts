import type { Pool } from 'pg';
import { Refusal, type Sentence } from '@regieboek/kernel';
import { KeyedQueue, logger, whileReported } from '@regieboek/platform';

/** Declarations of different regions that one process decides at once: each uses up to three connections of its pool. */
const DECIDED_AT_ONCE_MAX = 4;

const waiting = (region: string): Sentence => ({
  en: `another process decides a declaration of region ${region}; waiting for it, at most 60 s`,
  nl: `een ander proces beoordeelt een declaratie van regio ${region}; dit wacht er hoogstens 60 s op`,
});

/** Another process decided declarations of the region for longer than a statement may wait. Nothing was recorded. */
class RegionBusy extends Refusal {
  override readonly name = 'RegionBusy';
  constructor(region: string, cause: unknown) {
    const sentence = {
      en: `another process has been deciding declarations of region ${region} for 60 s: send it again later, or stop that process`,
      nl: `een ander proces beoordeelt al 60 s declaraties van regio ${region}: bied dit later opnieuw aan, of stop dat proces`,
    };
    super('region-busy', 'unavailable', sentence, { cause });
  }
}

/** States of PostgreSQL for a statement that took too long, or waited too long for a lock. */
const isOutOfTime = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '57014' || error.code === '55P03');

/**
 * One declaration of a region is decided at a time, over all processes, because the next one depends on it. A declaration
 * waiting in this process uses no connection, so that the one being decided never lacks one.
 */
export class RegionTurns {
  private readonly turns = new KeyedQueue(DECIDED_AT_ONCE_MAX);

  constructor(private readonly pool: Pool) {}

  /** Runs `work` when no other declaration of the region is being decided; throws RegionBusy when that takes longer than a statement may. */
  take<Result>(region: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(region, async () => {
      const client = await this.pool.connect();
      try {
        const locked = client.query("SELECT pg_advisory_lock(hashtextextended('finance/' || $1, 0))", [region]);
        await whileReported(waiting(region), locked, { say: ({ en }) => logger.warn({ region }, en) }).catch(
          (cause: unknown) => {
            throw isOutOfTime(cause) ? new RegionBusy(region, cause) : cause;
          },
        );
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
        client.release();
      }
    });
  }
}
