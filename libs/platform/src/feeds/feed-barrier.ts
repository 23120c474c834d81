import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { partitionOf, type EventLog } from '@regieboek/eventing';
import type { Context, Projection } from '../projections/projection.js';

/** What a read model needs has been recorded and has not reached it; what was received is kept and taken up later. */
export class FeedBehind extends Error {
  override readonly name = 'FeedBehind';
}

/** Where events of a context are sent. */
export interface ContextTopic {
  readonly topic: string;
  readonly partitions: number;
}

/** Last position of every context in every partition, for what was looked at of a region. */
interface Tail {
  scanned: number;
  saved: number;
  readonly last: Map<string, number[]>;
}

const WAIT_MS = 10_000;
const ASK_EVERY_MS = 5;
const SAVE_EVERY_EVENTS = 20_000;

/** Table of what was looked at, so that a new process does not read the whole log for it. */
export const FEED_TAIL_TABLE = `
  CREATE TABLE IF NOT EXISTS platform.feed_tail (
    region text PRIMARY KEY,
    scanned bigint NOT NULL,
    last jsonb NOT NULL
  )`;

/**
 * Holds decisions back until the read models they rest on have taken in all that the log holds: a feed is a little behind,
 * and money is never decided on facts that are known to be incomplete. It looks at the log for the last event of each
 * context, and at the offsets of the consumer for whether that has arrived.
 */
export class FeedBarrier {
  private readonly tails = new Map<string, Tail>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly log: EventLog,
    private readonly pool: Pool,
    private readonly topicOf: (context: Context) => ContextTopic,
    private readonly waitMs = WAIT_MS,
  ) {}

  /** Waits until the read model has what the log holds of the region. Throws FeedBehind when that takes too long or cannot be. */
  async wait(projection: Projection, region: string): Promise<void> {
    const needed = await this.needed(projection.context, region);
    const deadline = performance.now() + this.waitMs;
    while (!(await this.hasReached(projection, region, needed))) {
      if (performance.now() > deadline) {
        throw new FeedBehind(
          `read model ${projection.name} of region ${region} is behind the log: see /health/ready for its feed; what was received is kept and taken up again by itself`,
        );
      }
      await sleep(ASK_EVERY_MS);
    }
    await this.refuseParked(projection, region);
  }

  private async hasReached({ name, context }: Projection, region: string, needed: readonly number[]): Promise<boolean> {
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
        `read model ${name} of region ${region} has parked events, so it is not complete: see regieboek parked list; what was received is kept and taken up again by itself`,
      );
    }
  }

  /** Last position of the context in every partition, as the log has it now. One look at a time per region. */
  private needed(context: Context, region: string): Promise<readonly number[]> {
    const turn = (this.turns.get(region) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => (await this.scan(region)).last.get(context) ?? []);
    this.turns.set(region, turn);
    return turn;
  }

  private async scan(region: string): Promise<Tail> {
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

  private note(tail: Tail, context: string, stream: string, position: number): void {
    const { partitions } = this.topicOf(context as Context);
    const last = tail.last.get(context) ?? Array.from({ length: partitions }, () => 0);
    tail.last.set(context, last);
    last[partitionOf(stream, partitions)] = position;
    tail.scanned = position;
  }

  private async load(region: string): Promise<Tail> {
    const { rows } = await this.pool.query<{ scanned: string; last: Record<string, number[]> }>(
      'SELECT scanned, last FROM platform.feed_tail WHERE region = $1',
      [region],
    );
    const scanned = Number(rows[0]?.scanned ?? 0);
    return { scanned, saved: scanned, last: new Map(Object.entries(rows[0]?.last ?? {})) };
  }

  private async save(region: string, tail: Tail): Promise<void> {
    await this.pool.query(
      `INSERT INTO platform.feed_tail VALUES ($1, $2, $3)
       ON CONFLICT (region) DO UPDATE SET scanned = excluded.scanned, last = excluded.last`,
      [region, tail.scanned, JSON.stringify(Object.fromEntries(tail.last))],
    );
    tail.saved = tail.scanned;
  }
}
