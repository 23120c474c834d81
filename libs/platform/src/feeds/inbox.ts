import type { PoolClient } from 'pg';
import type { FeedBatch, IncomingRecord, TopicPartition } from '@regieboek/eventing';

/** A record on hold: it cannot be applied (`parked`), or an earlier one in its stream cannot (`waiting`). */
export interface Held {
  readonly status: 'parked' | 'waiting';
  readonly reason: string | null;
}

/** State of a consumer for one partition at the start of its transaction. */
interface Kept {
  readonly key: readonly [consumer: string, topic: string, partition: number];
  /** Next offset to process. */
  readonly next: number;
  /** Position of the last record processed, by region. */
  readonly positions: Map<string, number>;
  readonly heldStreams: Set<string>;
}

/** The tables of one consumer in one partition, inside a transaction that locks them. */
export class Inbox {
  readonly next: number;
  readonly positions: Map<string, number>;
  readonly heldStreams: Set<string>;
  private readonly key: Kept['key'];

  private constructor(
    private readonly client: PoolClient,
    { key, next, positions, heldStreams }: Kept,
  ) {
    this.key = key;
    this.next = next;
    this.positions = positions;
    this.heldStreams = heldStreams;
  }

  /** Locks and loads the consumer's state for the partition, until the transaction ends. */
  static async lock(client: PoolClient, consumer: string, { topic, partition }: TopicPartition): Promise<Inbox> {
    const key = [consumer, topic, partition] as const;
    await client.query('INSERT INTO platform.feed_offset VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING', [...key]);
    const where = 'WHERE consumer = $1 AND topic = $2 AND partition = $3';
    const offset = await client.query<{ next_offset: string }>(
      `SELECT next_offset FROM platform.feed_offset ${where} FOR UPDATE`,
      [...key],
    );
    const positions = await client.query<{ region: string; position: string }>(
      `SELECT region, position FROM platform.feed_position ${where}`,
      [...key],
    );
    const held = await client.query<{ stream: string }>(
      `SELECT DISTINCT stream FROM platform.parked ${where} AND status <> 'skipped'`,
      [...key],
    );
    return new Inbox(client, {
      key,
      next: Number(offset.rows[0]?.next_offset ?? 0),
      positions: new Map(positions.rows.map(({ region, position }) => [region, Number(position)])),
      heldStreams: new Set(held.rows.map(({ stream }) => stream)),
    });
  }

  /** Stores a record that cannot be applied now, complete, with the reason. Its stream waits from this record. */
  async hold({ offset, key: stream, place, value }: IncomingRecord, { status, reason }: Held): Promise<void> {
    this.heldStreams.add(stream);
    await this.client.query(
      `INSERT INTO platform.parked (consumer, topic, partition, feed_offset, stream, region, position, value, status, reason, attempts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [...this.key, offset, stream, place?.region ?? '', place?.position ?? 0, value, status, reason, reason ? 1 : 0],
    );
  }

  /** Records that everything before `next` was processed. */
  async advance({ next }: Pick<FeedBatch, 'next'>): Promise<void> {
    await this.client.query(
      'UPDATE platform.feed_offset SET next_offset = $4 WHERE consumer = $1 AND topic = $2 AND partition = $3',
      [...this.key, next],
    );
    await this.client.query(
      `INSERT INTO platform.feed_position
       SELECT $1, $2, $3, region, position FROM unnest($4::text[], $5::bigint[]) AS reached (region, position)
       ON CONFLICT (consumer, topic, partition, region) DO UPDATE SET position = excluded.position`,
      [...this.key, [...this.positions.keys()], [...this.positions.values()]],
    );
  }
}
