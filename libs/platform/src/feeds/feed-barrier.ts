import { withinRegion } from '@regieboek/isolation';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { partitionOf, type EventLog } from '@regieboek/eventing';
import { Refusal } from '@regieboek/kernel';
import { KeyedQueue } from '../commands/keyed-queue.js';
import type { Context, Projection } from '../projections/projection.js';

/** Recorded events have not reached a read model that needs them; received messages are kept and retried later. */
export class FeedBehind extends Refusal {
  override readonly name = 'FeedBehind';
  constructor(message: string) {
    super('feed-behind', 'unavailable', message);
  }
}

/** Topic of the events of a context. */
export interface ContextTopic {
  readonly topic: string;
  readonly partitions: number;
}

/** Last position of every context in every partition, up to the last position looked at of a region. */
export interface Tail {
  readonly scanned: number;
  readonly last: ReadonlyMap<string, readonly number[]>;
}

interface ScannedTail extends Tail {
  scanned: number;
  saved: number;
  readonly last: Map<string, number[]>;
}

const WAIT_MS = 10_000;
const ASK_EVERY_MS = 5;
const SAVE_EVERY_EVENTS = 20_000;

const behind = ({ name }: Projection, region: string): FeedBehind =>
  new FeedBehind(
    `read model ${name} of region ${region} is behind the log: see its feed at /health/ready; received messages are kept and retried automatically`,
  );

/** Table of observed positions, so that a new process does not read the whole log to find them. */
export const FEED_TAIL_TABLE = `
  CREATE TABLE IF NOT EXISTS platform.feed_tail (
    region text PRIMARY KEY,
    scanned bigint NOT NULL,
    last jsonb NOT NULL
  )`;

/**
 * Delays decisions until the read models they use have applied all events in the log: a feed lags slightly, and money is never
 * decided on facts that are known to be incomplete. The log gives the last event of each context; the offsets of the consumer
 * show whether it has arrived.
 */
export class FeedBarrier {
  private readonly tails = new Map<string, ScannedTail>();
  private readonly turns = new KeyedQueue(Infinity);

  constructor(
    private readonly log: EventLog,
    private readonly pool: Pool,
    private readonly topicOf: (context: Context) => ContextTopic,
    private readonly waitMs = WAIT_MS,
  ) {}

  /**
   * Waits until the read model has applied all events of the region in the log. Throws FeedBehind on a timeout or when it is
   * blocked.
   */
  wait(projection: Projection, region: string): Promise<void> {
    return withinRegion(region, () => this.waited(projection, region));
  }

  private async waited(projection: Projection, region: string): Promise<void> {
    const { last } = await this.tail(region);
    const deadline = performance.now() + this.waitMs;
    for (const context of projection.contexts) {
      const needed = last.get(context) ?? [];
      while (!(await this.hasReached({ ...projection, context }, region, needed))) {
        if (performance.now() > deadline) throw behind(projection, region);
        await sleep(ASK_EVERY_MS);
      }
    }
    await this.refuseParked(projection, region);
  }

  /** Last position of every context in every partition of the log now. One read at a time per region. */
  tail(region: string): Promise<Tail> {
    return this.turns.take(region, async () => {
      const { scanned, last } = await withinRegion(region, () => this.scan(region));
      // Copied: a later scan extends the same lists.
      return { scanned, last: new Map([...last].map(([context, positions]) => [context, [...positions]])) };
    });
  }

  private async hasReached(
    { name, context }: { readonly name: string; readonly context: Context },
    region: string,
    needed: readonly number[],
  ): Promise<boolean> {
    if (needed.every((position) => position === 0)) return true;
    const { rows } = await this.pool.query<{ partition: number; position: string }>(
      'SELECT partition, position FROM platform.feed_position WHERE consumer = $1 AND topic = $2 AND region = $3',
      [name, this.topicOf(context).topic, region],
    );
    const reached = new Map(rows.map(({ partition, position }) => [partition, Number(position)]));
    return needed.every((position, partition) => (reached.get(partition) ?? 0) >= position);
  }

  private async refuseParked({ name }: Projection, region: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM platform.parked WHERE consumer = $1 AND region = $2 AND status <> 'skipped' LIMIT 1`,
      [name, region],
    );
    if (rowCount) {
      throw new FeedBehind(
        `read model ${name} of region ${region} has parked events and is incomplete: run regieboek parked list; received messages are kept and retried automatically`,
      );
    }
  }

  private async scan(region: string): Promise<ScannedTail> {
    const tail = this.tails.get(region) ?? (await this.load(region));
    this.tails.set(region, tail);
    const upTo = await this.log.head(region);
    if (upTo <= tail.scanned) return tail;
    for await (const batch of this.log.readRegion(region, { after: tail.scanned, upTo })) {
      for (const { type, stream, position } of batch)
        this.note(tail, type.slice(0, type.indexOf('.')), stream, position);
    }
    if (tail.scanned - tail.saved >= SAVE_EVERY_EVENTS) await this.save(region, tail);
    return tail;
  }

  private note(tail: ScannedTail, context: string, stream: string, position: number): void {
    const { partitions } = this.topicOf(context as Context);
    const last = tail.last.get(context) ?? Array.from({ length: partitions }, () => 0);
    tail.last.set(context, last);
    last[partitionOf(stream, partitions)] = position;
    tail.scanned = position;
  }

  private async load(region: string): Promise<ScannedTail> {
    const { rows } = await this.pool.query<{ scanned: string; last: Record<string, number[]> }>(
      'SELECT scanned, last FROM platform.feed_tail WHERE region = $1',
      [region],
    );
    const scanned = Number(rows[0]?.scanned ?? 0);
    return { scanned, saved: scanned, last: new Map(Object.entries(rows[0]?.last ?? {})) };
  }

  private async save(region: string, tail: ScannedTail): Promise<void> {
    await this.pool.query(
      `INSERT INTO platform.feed_tail VALUES ($1, $2, $3)
       ON CONFLICT (region) DO UPDATE SET scanned = excluded.scanned, last = excluded.last`,
      [region, tail.scanned, JSON.stringify(Object.fromEntries(tail.last))],
    );
    tail.saved = tail.scanned;
  }
}
