import { overAllRegions } from '@regieboek/isolation';
import type { Pool, PoolClient } from 'pg';
import { eventIn } from '@regieboek/eventing';
import type { Projection } from '../projections/projection.js';
import { Inbox } from './inbox.js';
import { inTransaction } from '../database/in-transaction.js';
import { tryApply } from './projection-feed.js';

/** A stream that a consumer has stopped processing, because of its first record here. */
export interface ParkedStream {
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly stream: string;
  /** Position in the region of the record that cannot be applied. */
  readonly position: number;
  readonly reason: string;
  readonly attempts: number;
  /** Records of the stream that wait behind it. */
  readonly waiting: number;
  /** ISO 8601 in UTC. */
  readonly since: string;
}

/** Result of retrying a stream: records applied, and why it still waits, or null. */
export interface Retried {
  readonly applied: number;
  readonly reason: string | null;
}

interface HeldRow {
  readonly feed_offset: string;
  readonly region: string;
  readonly position: string;
  readonly value: string;
}

const ofStream = 'consumer = $1 AND topic = $2 AND partition = $3 AND stream = $4';

/** Streams that need an operator: to inspect, to retry, or to continue without the blocking record. */
export class ParkedStreams {
  constructor(
    private readonly pool: Pool,
    private readonly projections: readonly Projection[],
  ) {}

  /** All streams that wait, those that wait longest first. */
  async list(): Promise<ParkedStream[]> {
    const { rows } = await overAllRegions(() =>
      this.pool.query<ParkedStream & { partition: string; position: string; waiting: string }>(`
      SELECT consumer, topic, partition, stream, position, reason, attempts,
        (SELECT count(*) FROM platform.parked behind
         WHERE behind.consumer = one.consumer AND behind.stream = one.stream AND behind.status = 'waiting') AS waiting,
        to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
      FROM platform.parked one WHERE status = 'parked' ORDER BY one.since, consumer, stream`),
    );
    return rows.map((row) => ({
      ...row,
      partition: Number(row.partition),
      position: Number(row.position),
      waiting: Number(row.waiting),
    }));
  }

  /** Applies the waiting records of a stream, in order, until one fails. Undefined when none is waiting. */
  retry(stream: string, consumer?: string): Promise<readonly Retried[] | undefined> {
    return this.eachOf(stream, consumer, (parked, client) => this.applyHeld(parked, client));
  }

  /** Continues a stream without its parked record, which is kept with the reason. */
  skip(stream: string, reason: string, consumer?: string): Promise<readonly Retried[] | undefined> {
    return this.eachOf(stream, consumer, async (parked, client) => {
      await client.query(
        `UPDATE platform.parked SET status = 'skipped', reason = reason || ' | skipped: ' || $5 WHERE ${ofStream} AND status = 'parked'`,
        [...keyOf(parked), reason],
      );
      return this.applyHeld(parked, client);
    });
  }

  private async eachOf(
    stream: string,
    consumer: string | undefined,
    work: (parked: ParkedStream, client: PoolClient) => Promise<Retried>,
  ): Promise<readonly Retried[] | undefined> {
    const found = (await this.list()).filter(
      (one) => one.stream === stream && (consumer === undefined || one.consumer === consumer),
    );
    const retried: Retried[] = [];
    for (const parked of found) {
      retried.push(
        await overAllRegions(() =>
          inTransaction(this.pool, async (client) => {
            await Inbox.lock(client, parked.consumer, parked);
            return work(parked, client);
          }),
        ),
      );
    }
    return found.length === 0 ? undefined : retried;
  }

  private async applyHeld(parked: ParkedStream, client: PoolClient): Promise<Retried> {
    const { rows } = await client.query<HeldRow>(
      `SELECT feed_offset, region, position, value FROM platform.parked WHERE ${ofStream} AND status <> 'skipped' ORDER BY feed_offset`,
      keyOf(parked),
    );
    let applied = 0;
    for (const row of rows) {
      const reason = await this.applyOne(parked, row, client);
      const at = [...keyOf(parked), row.feed_offset];
      if (reason !== null) {
        await client.query(
          `UPDATE platform.parked SET status = 'parked', reason = $6, attempts = attempts + 1 WHERE ${ofStream} AND feed_offset = $5`,
          [...at, reason],
        );
        return { applied, reason };
      }
      await client.query(`DELETE FROM platform.parked WHERE ${ofStream} AND feed_offset = $5`, at);
      applied += 1;
    }
    return { applied, reason: null };
  }

  private async applyOne({ consumer }: ParkedStream, row: HeldRow, client: PoolClient): Promise<string | null> {
    const projection = this.projections.find(({ name }) => name === consumer);
    if (!projection)
      return `consumer ${consumer} does not exist in this version because it was replaced: skip the record`;
    try {
      const place = { region: row.region, position: Number(row.position), previous: 0 };
      return await tryApply(projection, eventIn(row.value, place), client);
    } catch (error) {
      if (error instanceof Error && error.name === 'UnreadableRecord') return `${error.name}: ${error.message}`;
      throw error;
    }
  }
}

const keyOf = ({ consumer, topic, partition, stream }: ParkedStream): unknown[] => [consumer, topic, partition, stream];
