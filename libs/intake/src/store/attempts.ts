import type { Pool } from 'pg';
import { limits } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';

/** A received message that waits for somebody. */
export interface ParkedMessage {
  readonly id: string;
  readonly kind: string;
  /** Why it is parked. */
  readonly reason: string;
  /** When it was received, in UTC. */
  readonly since: string;
}

const ENDED = 'the process ended while it was taken in: it may be too large or too complex to read here';

const asFaults = (reason: string): string => JSON.stringify([{ place: 'file', text: reason }]);

/** Counts attempts at messages before they are read, so that no message can end the process again and again. */
export class MessageAttempts {
  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {}

  /** Counts an attempt; gives null, or why the message is parked and must not be read. */
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

  /** Notes why an attempt failed; the last one that is allowed parks the message. */
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

  /** How many messages wait for somebody. */
  async parkedCount(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${this.schema}.message WHERE status = 'parked'`,
    );
    return rows[0]?.count ?? 0;
  }

  /** Messages that wait for somebody, oldest first. */
  async parked(): Promise<ParkedMessage[]> {
    const { rows } = await this.pool.query<ParkedMessage>(
      `SELECT id, kind, faults -> 0 ->> 'text' AS reason,
         to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
       FROM ${this.schema}.message WHERE status = 'parked' ORDER BY received_at, id`,
    );
    return rows;
  }

  /** Lets a parked message be tried again; false when there is none under this id. */
  async retry(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message SET status = 'received', attempts = 0, faults = '[]' WHERE id = $1 AND status = 'parked'`,
      [id],
    );
    return rowCount === 1;
  }

  /** Leaves out a parked message for good; it is kept, refused for the reason given. */
  async skip(id: string, reason: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.message
       SET status = 'refused', attempts = 0, faults = faults || $2::jsonb WHERE id = $1 AND status = 'parked'`,
      [id, asFaults(`skipped: ${reason}`)],
    );
    return rowCount === 1;
  }
}
