import { readFileSync } from 'node:fs';
import { readClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { LogClosed } from '../event-log.js';
import type {
  Appended,
  CaughtUp,
  DigestOptions,
  EventLog,
  EncodedEvent,
  EventSpan,
  Recorded,
  RegionRange,
  SpanDigest,
} from '../event-log.js';
import { mustOpen, checkStream, regionOf } from '../names.js';
import { prepareAppend, type AppendRequest } from '../prepare-append.js';
import { askedRange, BATCH_SIZE, checkPosition, rangeOf, type Range } from '../region-range.js';
import { Appender } from './appender.js';
import { digestsIn } from './digests.js';
import { postgresClient } from './postgres-client.js';
import type { PostgresClient, Source } from './postgres-client.js';
import { COPY_FROM, Reader } from './reader.js';
import { byPosition, byRevision, gap } from './rows.js';
import { lot, writeRestored } from './restorer.js';
import { linesIn } from './region-lines.js';
import { Tail } from './tail.js';
import { withRetry } from './transient.js';
import { restoreRegion } from '../restore/restore-region.js';
import type { RestoredEvent } from '../restore/restored-events.js';
import { defaultRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';

/** Variation points of the adapter; each has a default fit for production. */
export interface PostgresEventLogOptions {
  /** Fixes the recorded times; by default the server's clock, one for all processes. */
  readonly now?: Clock;
  readonly retry?: Partial<RetryPolicy>;
  /** Interval at which a follower polls, in case notifications are lost. */
  readonly pollMs?: number;
}

/** Statements that create or update the tables of the log. Safe at any time. */
export const logTables = (): string => readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');

/** Largest value of the column. */
const REVISION_MAX = 2_147_483_647;

/**
 * The event log in PostgreSQL 15 or later, in the schema `log`. Appends to a region take its lock, so positions become visible in order and
 * without gaps, and a reader that has seen position n will never find a smaller one it has not seen.
 */
export class PostgresEventLog implements EventLog {
  readonly #client: PostgresClient;
  readonly #appender: Appender;
  readonly #tail: Tail;
  readonly #reader: Reader;
  readonly #policy: RetryPolicy;
  readonly #now: Clock | undefined;
  readonly #pollMs: number;
  #closed = false;

  /** `source` is a connection string, or a pool, which its owner ends. */
  constructor(source: Source, { now, retry, pollMs = 1_000 }: PostgresEventLogOptions = {}) {
    const policy = { ...defaultRetry, ...retry };
    this.#client = postgresClient(source, policy.timeoutMs);
    this.#tail = new Tail(this.#client);
    this.#appender = new Appender(this.#client, policy, (region) => this.#tail.announce(region));
    this.#reader = new Reader(this.#client, policy, () => this.#checkOpen());
    this.#policy = policy;
    this.#now = now;
    this.#pollMs = pollMs;
  }

  /** Creates missing tables and functions; safe at any time, also in several processes at once. */
  async migrate(): Promise<void> {
    this.#checkOpen();
    await this.#client.run(logTables());
  }

  async append(...request: AppendRequest): Promise<Appended> {
    this.#checkOpen();
    const prepared = prepareAppend(...request);
    return this.#appender.append(prepared, this.#now ? readClock(this.#now) : null);
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    this.#checkOpen();
    checkStream(stream);
    const range = { after: -1, upTo: REVISION_MAX, rows: BATCH_SIZE };
    for await (const page of this.#reader.pages(byRevision(regionOf(stream), stream), range))
      for (const event of page) yield event;
  }

  async *readRegion(region: string, options: RegionRange = {}): AsyncGenerator<readonly Recorded[]> {
    const range = this.#shortRange(region, options) ?? (await rangeOf(options, () => this.head(region)));
    if (range.upTo - range.after < COPY_FROM) yield* this.#reader.pages(byPosition(region), range);
    else for await (const batch of this.#reader.copied(region, range)) yield batch.map((event) => event.recorded());
  }

  /** The requested range if it is short; its pages then tell where the region ends, so the head need not be read first. */
  #shortRange(region: string, options: RegionRange): Range | undefined {
    const range = askedRange(options);
    if (range.upTo - range.after >= COPY_FROM) return undefined;
    this.#checkOpen();
    mustOpen(region);
    return range;
  }

  /**
   * The events of a region as `readRegion` gives them, with their data as the recorded JSON. All fields but the position are decoded on
   * access by getters of the class: spreading or cloning an event loses them.
   */
  async *readEncoded(region: string, options: RegionRange = {}): AsyncGenerator<readonly EncodedEvent[]> {
    const range = await rangeOf(options, () => this.head(region));
    yield* this.#reader.copied(region, range);
  }

  async *lines(region: string, spans: readonly EventSpan[]): AsyncGenerator<Uint8Array> {
    this.#checkOpen();
    mustOpen(region);
    yield* linesIn(this.#client, region, spans);
  }

  async *digests(region: string, spans: readonly EventSpan[], options?: DigestOptions): AsyncGenerator<SpanDigest> {
    this.#checkOpen();
    mustOpen(region);
    yield* digestsIn(this.#reader, region, spans, options);
  }

  async *follow(
    region: string,
    after: number,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Recorded | CaughtUp> {
    this.#checkOpen();
    mustOpen(region);
    let position = checkPosition(after);
    await this.#checkReached(region, position);
    let caughtUpAt = -1;
    while (!signal?.aborted) {
      await this.#tail.listen();
      const { slept, rise } = this.#tail.sleep(region, signal, this.#pollMs);
      try {
        const range = { after: position, upTo: Number.MAX_SAFE_INTEGER, rows: BATCH_SIZE };
        for await (const page of this.#reader.pages(byPosition(region), range))
          for (const event of page) {
            if (signal?.aborted) return;
            position = event.position;
            yield event;
          }
        if (caughtUpAt !== position && !signal?.aborted) yield { caughtUp: true, position };
        caughtUpAt = position;
        await slept;
        this.#checkOpen();
      } finally {
        rise();
      }
    }
  }

  /** A reader that is past the head has followed another log, or this one before it was restored from a backup. */
  async #checkReached(region: string, position: number): Promise<void> {
    const head = await this.head(region);
    if (position > head) throw gap(byPosition(region), position + 1, head + 1);
  }

  async head(region: string): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    return this.#reader.head(byPosition(region), 0);
  }

  async regions(): Promise<string[]> {
    this.#checkOpen();
    const text = `with recursive found as (
        select min(region) as region from log.event
        union all
        select (select min(e.region) from log.event e where e.region > found.region) from found where found.region is not null
      ) select region from found where region is not null`;
    const rows = await this.#reader.query({ text }, null);
    return rows.map(([region]) => region ?? '');
  }

  async restore(region: string, batches: AsyncIterable<readonly EncodedEvent[]>): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    const target = { ...lot, write: this.#restorer(region), head: () => this.head(region) };
    const head = await restoreRegion(region, batches, target);
    this.#tail.announce(region);
    return head;
  }

  #restorer(region: string) {
    return async (events: readonly RestoredEvent[]) => {
      if (await withRetry(this.#policy, () => this.#client.copyIn(region, events))) return;
      await writeRestored(region, events, (statement) =>
        withRetry(this.#policy, () => this.#client.query(statement, region)),
      );
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#appender.idle();
    await this.#tail.close();
    await this.#client.end();
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosed();
  }
}
