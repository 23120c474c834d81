import type { Pool } from 'pg';
import { limits } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';

/** A parked message, which waits for a person. */
export interface ParkedMessage {
  readonly id: string;
  readonly kind: string;
  /** Why it is parked. */
  readonly reason: string;
  /** Time of receipt, in UTC. */
  readonly since: string;
}

/** Messages of a region in a status in which something is still to be done. */
export interface UnsettledCount {
  readonly region: string;
  readonly status: 'received' | 'waiting' | 'parked';
  readonly count: number;
  /** Seconds since the oldest of them was received. */
  readonly oldestSeconds: number;
}

const ENDED = 'the process ended while reading it: it may be too large or too complex';

const asFaults = (reason: string): string => JSON.stringify([{ place: 'file', text: reason }]);

/** Counts attempts at messages before they are read, so that one message cannot end the process again and again. */
export class MessageAttempts {
  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  /** Counts an attempt. Returns null, or why the message is parked and must not be read. */
  async begin(id: string): Promise<readonly Fault[] | null> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message SET attempts = attempts + 1
       WHERE id = $1 AND status <> 'parked' AND attempts < $2`,
      [id, limits.attempts],
    );
    if (rowCount === 1) return null;
    const { rows } = await this.pool.query<{ faults: Fault[] }>(
      `UPDATE ${this.schema}.message SET status = 'parked', faults = CASE WHEN faults = '[]' THEN $2::jsonb ELSE faults END
       WHERE id = $1 RETURNING faults`,
      [id, asFaults(ENDED)],
    );
    return rows[0]?.faults ?? [];
  }

  /** Stores why an attempt failed; the last permitted attempt parks the message. */
  async failed(id: string, reason: string): Promise<void> {
    await this.pool.query(
      `UPDATE ${this.schema}.message
       SET faults = $2, status = CASE WHEN attempts >= $3 THEN 'parked' ELSE status END
       WHERE id = $1 AND status IN ('received', 'refused')`,
      [id, asFaults(reason), limits.attempts],
    );
  }

  /** Takes back an attempt that failed for a reason outside the message. */
  async takeBack(id: string): Promise<void> {
    await this.pool.query(`UPDATE ${this.schema}.message SET attempts = greatest(attempts - 1, 0) WHERE id = $1`, [id]);
  }

  /** Number of parked messages. */
  async parkedCount(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${this.schema}.message WHERE status = 'parked'`,
    );
    return rows[0]?.count ?? 0;
  }

  /** Number of messages that are not settled, by region and status; a message whose region is not known yet has an empty one. */
  async unsettledCounts(): Promise<UnsettledCount[]> {
    const { rows } = await this.pool.query<UnsettledCount>(
      `SELECT coalesce(region, '') AS region, status, count(*)::int AS count,
         extract(epoch FROM now() - min(received_at))::float8 AS "oldestSeconds"
       FROM ${this.schema}.message WHERE status IN ('received', 'waiting', 'parked') GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    return rows;
  }

  /** Parked messages, oldest first. */
  async parked(): Promise<ParkedMessage[]> {
    const { rows } = await this.pool.query<ParkedMessage>(
      `SELECT id, kind, faults -> 0 ->> 'text' AS reason,
         to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
       FROM ${this.schema}.message WHERE status = 'parked' ORDER BY received_at, id`,
    );
    return rows;
  }

  /** Allows new attempts at a parked message; false when no message with this id is parked. */
  async retry(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message SET status = 'received', attempts = 0, faults = '[]' WHERE id = $1 AND status = 'parked'`,
      [id],
    );
    return rowCount === 1;
  }

  /** Skips a parked message for good: it stays stored, refused for the given reason. */
  async skip(id: string, reason: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message
       SET status = 'refused', attempts = 0, faults = faults || $2::jsonb WHERE id = $1 AND status = 'parked'`,
      [id, asFaults(`skipped: ${reason}`)],
    );
    return rowCount === 1;
  }
}
