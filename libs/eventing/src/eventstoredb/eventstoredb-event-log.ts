import { canReach } from '@regieboek/isolation';
import PQueue from 'p-queue';
import { readClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { digestsOf } from '../digests/digests-of.js';
import { InvalidRequest, LogClosed } from '../event-log.js';
import type {
  Appended,
  CaughtUp,
  DigestOptions,
  EncodedEvent,
  EventLog,
  EventSpan,
  Recorded,
  RegionRange,
  SpanDigest,
} from '../event-log.js';
import { mustOpen, checkStream, regionOf } from '../names.js';
import { prepareAppend, type AppendRequest } from '../prepare-append.js';
import { BATCH_SIZE, checkPosition, rangeOf } from '../region-range.js';
import { defaultRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { Directory } from './directory.js';
import { RegionWatches } from './region-watches.js';
import type { EventStoreClient } from './event-store-client.js';
import { EventStoreDbClient } from './client/eventstoredb-client.js';
import { Lines } from './line/lines.js';
import { RegionReader } from './region-reader.js';
import { Region } from './region.js';
import { lot, RegionRestorer } from './restorer.js';
import { restoreRegion } from '../restore/restore-region.js';
import type { RestoredEvent } from '../restore/restored-events.js';

/** Variation points of the adapter; each has a default fit for production. */
export interface EventStoreDbEventLogOptions {
  /** First part of the names of all streams of this log on the server: letters, digits and _. */
  readonly prefix?: string;
  /** Fixes the recorded times; by default the clock of this process. */
  readonly now?: Clock;
  readonly retry?: Partial<RetryPolicy>;
  /** Interval at which a follower polls, in case its subscription is silent. */
  readonly pollMs?: number;
  /** Time after which a subscription that missed events found by polling is restarted. */
  readonly silenceMs?: number;
}

const PREFIX = /^[A-Za-z0-9_]+$/;
const HEADS_AT_A_TIME = 8;
/** Messages of the waiting line are useless when late, so they time out soon. */
const LINE_TIMEOUT_MS = 2_000;

/**
 * The event log in EventStoreDB 22.10 or later, each region in one stream `<prefix>.region-<region>`, whose revisions are the positions of
 * the region counted from 0. Streams of the log are found through an index of the region, built by reading the region once.
 */
export class EventStoreDbEventLog implements EventLog {
  readonly #client: EventStoreClient;
  readonly #prefix: string;
  readonly #retry: RetryPolicy;
  readonly #directory: Directory;
  readonly #watches: RegionWatches;
  readonly #lines: Lines;
  readonly #regions = new Map<string, Region>();
  readonly #withEvents = new Set<string>();
  /** Last known position of each region. */
  readonly #heads = new Map<string, number>();
  readonly #now: Clock;
  readonly #pollMs: number;
  #closed = false;

  /** `url` is an `esdb://` or `esdb+discover://` connection string; throws when it cannot be read, without quoting it. */
  constructor(url: string, options: EventStoreDbEventLogOptions = {}) {
    const { prefix = 'regieboek', now = () => new Date(), retry, pollMs = 1_000, silenceMs = 5_000 } = options;
    if (!PREFIX.test(prefix))
      throw new InvalidRequest([`Prefix ${JSON.stringify(prefix)} may contain only letters, digits and _.`]);
    this.#prefix = prefix;
    this.#retry = { ...defaultRetry, ...retry };
    this.#client = new EventStoreDbClient(url, this.#retry.timeoutMs);
    this.#directory = new Directory(`${prefix}.regions`, this.#client, this.#retry);
    this.#watches = new RegionWatches({
      subscribe: (region, after, listener) =>
        this.#client.watch(this.#streamOf(region), after - 1, {
          ...listener,
          received: (revision, event) => listener.received(revision + 1, event),
        }),
      backoffMs: this.#retry.backoffMs,
      silenceMs,
    });
    const timeoutMs = Math.min(this.#retry.timeoutMs, LINE_TIMEOUT_MS);
    this.#lines = new Lines({
      prefix,
      timeoutMs,
      backoffMs: this.#retry.backoffMs,
      connect: () => new EventStoreDbClient(url, timeoutMs),
      called: (region) => this.#regions.get(region)?.called(),
    });
    this.#now = now;
    this.#pollMs = pollMs;
  }

  async append(...request: AppendRequest): Promise<Appended> {
    this.#checkOpen();
    const prepared = prepareAppend(...request);
    return this.#region(prepared.region).append(prepared, readClock(this.#now));
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    this.#checkOpen();
    checkStream(stream);
    for await (const page of this.#region(regionOf(stream)).read(stream)) {
      yield* page;
      this.#checkOpen();
    }
  }

  async *readRegion(region: string, options: RegionRange = {}): AsyncGenerator<readonly Recorded[]> {
    const range = await rangeOf(options, () => this.head(region));
    for await (const page of this.#reader(region).pages(range)) {
      yield page;
      this.#checkOpen();
    }
  }

  /** Computed in this process: the server returns events, but computes no digests. */
  digests(region: string, spans: readonly EventSpan[], options?: DigestOptions): AsyncGenerator<SpanDigest> {
    return digestsOf(this, region, spans, options);
  }

  async *follow(
    region: string,
    after: number,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Recorded | CaughtUp> {
    this.#checkOpen();
    mustOpen(region);
    let position = checkPosition(after);
    const reader = this.#reader(region);
    let [caughtUpAt, leave] = [-1, () => {}];
    try {
      while (!signal?.aborted) {
        const { slept, rise } = this.#watches.sleep(region, signal, this.#pollMs);
        try {
          const upTo = await this.#headFrom(region, position);
          this.#watches.found(region, upTo);
          for await (const page of reader.pages({ after: position, upTo, rows: BATCH_SIZE }))
            for (const event of page) {
              if (signal?.aborted) return;
              position = event.position;
              yield event;
            }
          // Subscribe only now: a subscription from the start would send the whole region again.
          if (caughtUpAt < 0) leave = this.#watches.join(region, position);
          if (caughtUpAt !== position && !signal?.aborted) yield { caughtUp: true, position };
          caughtUpAt = position;
          await slept;
          this.#checkOpen();
        } finally {
          rise();
        }
      }
    } catch (error) {
      // Closing also breaks running reads; report LogClosed instead of the error of the read.
      this.#checkOpen();
      throw error;
    } finally {
      leave();
    }
  }

  async head(region: string): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    return this.#headFrom(region, 0);
  }

  async regions(): Promise<string[]> {
    this.#checkOpen();
    const heads = new PQueue({ concurrency: HEADS_AT_A_TIME });
    const opened = await this.#directory.regions();
    const look = async (region: string): Promise<void> => {
      if (!this.#withEvents.has(region) && (await this.#reader(region).head()) > 0) this.#withEvents.add(region);
    };
    await Promise.all(opened.map((region) => heads.add(() => look(region))));
    return opened.filter((region) => this.#withEvents.has(region) && canReach(region)).toSorted();
  }

  async restore(region: string, batches: AsyncIterable<readonly EncodedEvent[]>): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    const restorer = new RegionRestorer(this.#streamOf(region), this.#client, this.#reader(region), this.#retry);
    await this.#directory.open(region);
    const write = (events: readonly RestoredEvent[]) => restorer.write(events);
    const head = await restoreRegion(region, batches, { ...lot, write, head: () => this.head(region) });
    this.#watches.wake(region);
    return head;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#regions.values()].map((region) => region.close()));
    this.#watches.close();
    await this.#lines.close();
    await this.#client.end();
  }

  /** Head of a region; never before a position that is already known. */
  async #headFrom(region: string, known: number): Promise<number> {
    const seen = Math.max(known, this.#heads.get(region) ?? 0);
    const head = await this.#reader(region).headFrom(seen);
    this.#heads.set(region, Math.max(head, this.#heads.get(region) ?? 0));
    return head;
  }

  #streamOf(region: string): string {
    return `${this.#prefix}.region-${region}`;
  }

  #reader(region: string): RegionReader {
    return new RegionReader(region, this.#streamOf(region), this.#client, this.#retry);
  }

  #region(name: string): Region {
    const known = this.#regions.get(name);
    if (known) return known;
    const region = new Region({
      stream: this.#streamOf(name),
      indexStream: `${this.#prefix}.index-${name}`,
      client: this.#client,
      reader: this.#reader(name),
      retry: this.#retry,
      open: () => this.#directory.open(name),
      lines: this.#lines,
      recorded: () => this.#watches.wake(name),
    });
    this.#regions.set(name, region);
    return region;
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosed();
  }
}
