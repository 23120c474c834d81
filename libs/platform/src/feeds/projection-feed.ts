import { overAllRegions } from '@regieboek/isolation';
import type { Pool, PoolClient } from 'pg';
import {
  eventIn,
  FeedStopped,
  isTransientInPostgres,
  type FeedBatch,
  type FeedConsumer,
  type FeedEnds,
  type IncomingRecord,
  type Recorded,
  type TopicPartition,
} from '@regieboek/eventing';
import { inTransaction } from '../database/in-transaction.js';
import { logger } from '../logging/logger.js';
import { traced } from '../logging/traced.js';
import type { Projection } from '../projections/projection.js';
import { Inbox } from './inbox.js';

/** A record of a batch that is to be applied, with its event. */
interface Applicable {
  readonly record: IncomingRecord;
  readonly event: Recorded;
}

/** A restarted broker may report the end of a partition late. */
const PATIENCE_MS = 60_000;

/** Reason of a failure, without any content of the event. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** Applies one event, or rolls back and returns the reason. Throws when the database is unavailable. */
export async function tryApply(projection: Projection, event: Recorded, client: PoolClient): Promise<string | null> {
  await client.query('SAVEPOINT event');
  try {
    await projection.apply([event], client, projection.schema);
    await client.query('RELEASE SAVEPOINT event');
    return null;
  } catch (error) {
    if (isTransientInPostgres(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT event');
    return reasonOf(error);
  }
}

/**
 * A read model that is fed by records: it applies each event once, in the order of its stream, in the transaction that moves its
 * offset. A record that cannot be applied is kept, and the rest of its stream behind it, while other streams go on. A record
 * that is missing stops the partition.
 */
export class ProjectionFeed implements FeedConsumer {
  /** Why partitions stopped, by `topic/partition`. */
  readonly stopped = new Map<string, string>();
  /** When a partition was first found to end before this consumer. */
  private readonly shortSince = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    readonly projection: Projection,
    private readonly say: (line: string) => void = (line) => logger.error(line),
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async resume(at: TopicPartition, { first, next }: FeedEnds): Promise<number> {
    const { rows } = await this.pool.query<{ next_offset: string }>(
      'SELECT next_offset FROM platform.feed_offset WHERE consumer = $1 AND topic = $2 AND partition = $3',
      [this.projection.name, at.topic, at.partition],
    );
    const own = Number(rows[0]?.next_offset ?? 0);
    if (own > next) throw this.tooShort(at, own, next);
    this.shortSince.delete(nameOf(at));
    if (own < first) {
      throw this.stop(
        at,
        `${this.projection.name} is at offset ${own} but the partition begins at ${first}: records were deleted; restore them, and set unlimited retention for the topics`,
      );
    }
    return own;
  }

  take(batch: FeedBatch): Promise<void> {
    const facts = { projection: this.projection.name, events: batch.records.length };
    // A partition has records of all regions.
    return traced('read model', facts, () => overAllRegions(() => this.taken(batch)));
  }

  private async taken(batch: FeedBatch): Promise<void> {
    try {
      await inTransaction(this.pool, (client) =>
        this.takeWith(client, batch, (events) => this.projection.apply(events, client, this.projection.schema)),
      );
    } catch (error) {
      if (error instanceof FeedStopped || isTransientInPostgres(error)) throw error;
      // One of the events cannot be applied: apply them one by one, so that only its stream waits.
      await inTransaction(this.pool, (client) => this.takeWith(client, batch));
    }
  }

  private async takeWith(
    client: PoolClient,
    batch: FeedBatch,
    applyAll?: (events: readonly Recorded[]) => Promise<void>,
  ): Promise<void> {
    const inbox = await Inbox.lock(client, this.projection.name, batch);
    const applicable: Applicable[] = [];
    for (const record of batch.records) {
      if (!this.isNew(record, batch, inbox)) continue;
      const event = await this.readable(record, inbox);
      if (event) applicable.push({ record, event });
    }
    if (applyAll) await applyAll(applicable.map(({ event }) => event));
    else await this.applyEach(applicable, inbox, client);
    await inbox.advance(batch);
  }

  private async applyEach(applicable: readonly Applicable[], inbox: Inbox, client: PoolClient): Promise<void> {
    for (const { record, event } of applicable) {
      if (inbox.heldStreams.has(record.key)) {
        await inbox.hold(record, { status: 'waiting', reason: null });
        continue;
      }
      const reason = await tryApply(this.projection, event, client);
      if (reason !== null) await this.park(record, reason, inbox);
    }
  }

  /**
   * True when a record is the next one of its region here, false when it was processed before. Throws FeedStopped when one is
   * missing.
   */
  private isNew({ offset, place }: IncomingRecord, batch: FeedBatch, { next, positions }: Inbox): boolean {
    if (!place) throw this.stop(batch, `the record at offset ${offset} has no position: it was not sent by Regieboek`);
    const reached = positions.get(place.region) ?? 0;
    if (place.position <= reached) return false;
    if (offset < next) {
      throw this.stop(
        batch,
        `offset ${offset} was applied before and now contains another record: the topic was recreated; restore the original topic, or drop the read model to rebuild it`,
      );
    }
    if (place.previous !== reached) {
      throw this.stop(
        batch,
        `region ${place.region} continues after position ${place.previous}, but ${this.projection.name} is at ${reached}: records are missing; restore the topic, or drop the read model to rebuild it`,
      );
    }
    positions.set(place.region, place.position);
    return true;
  }

  /** The event of a record whose stream does not wait; otherwise the record is held. */
  private async readable(record: IncomingRecord, inbox: Inbox): Promise<Recorded | undefined> {
    if (inbox.heldStreams.has(record.key) || !record.place) {
      await inbox.hold(record, { status: 'waiting', reason: null });
      return undefined;
    }
    try {
      return eventIn(record.value, record.place);
    } catch (error) {
      await this.park(record, reasonOf(error), inbox);
      return undefined;
    }
  }

  private async park(record: IncomingRecord, reason: string, inbox: Inbox): Promise<void> {
    this.say(`${this.projection.name}: stream ${record.key} is parked: ${reason}; run regieboek parked list`);
    await inbox.hold(record, { status: 'parked', reason });
  }

  /** A partition that ends before this consumer: it is polled for a while before giving up. */
  private tooShort(at: TopicPartition, own: number, next: number): Error {
    const reason = `${this.projection.name} is at offset ${own} but the partition ends at ${next}: the topic was recreated or restored; restore the original topic, or drop the read model to rebuild it`;
    const since = this.shortSince.get(nameOf(at)) ?? performance.now();
    this.shortSince.set(nameOf(at), since);
    return performance.now() - since >= this.patienceMs ? this.stop(at, reason) : new Error(reason);
  }

  private stop(at: TopicPartition, reason: string): FeedStopped {
    const stopped = new FeedStopped(at, reason);
    this.stopped.set(nameOf(at), reason);
    this.say(`${this.projection.name}: ${stopped.message}`);
    return stopped;
  }
}
