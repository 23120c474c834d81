import { readClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { digestsOf } from '../digests/digests-of.js';
import { InvalidRequest, LogClosed } from '../event-log.js';
import type {
  Appended,
  CaughtUp,
  DigestOptions,
  EventLog,
  EventSpan,
  Recorded,
  RegionRange,
  SpanDigest,
} from '../event-log.js';
import { checkRegion, checkStream, regionOf } from '../names.js';
import { prepareAppend, type AppendRequest } from '../prepare-append.js';
import { BATCH_SIZE, checkPosition, rangeOf } from '../region-range.js';
import { defaultRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { Directory } from './directory.js';
import { Doorbells } from './doorbells.js';
import type { EventStoreClient } from './event-store-client.js';
import { EventStoreDbClient } from './eventstoredb-client.js';
import { RegionReader } from './region-reader.js';
import { Region } from './region.js';
import { Turns } from './turns.js';

/** Variation points of the adapter; each has a default fit for production. */
export interface EventStoreDbEventLogOptions {
  /** First part of the names of all streams of this log on the server: letters, digits and _. */
  readonly prefix?: string;
  /** Fixes the recorded times; by default the clock of this process. */
  readonly now?: Clock;
  readonly retry?: Partial<RetryPolicy>;
  /** How often a follower looks by itself, should its subscription say nothing. */
  readonly pollMs?: number;
  /** How long a subscription may be silent about events found by looking, before it is started again. */
  readonly silenceMs?: number;
}

const PREFIX = /^[A-Za-z0-9_]+$/;
const HEADS_AT_A_TIME = 8;

/**
 * The event log in EventStoreDB 22.10 or later, each region in one stream `<prefix>.region-<region>`, whose revisions are the positions of the region
 * counted from 0. Streams of the log are found through an index of the region, made by reading it once.
 */
export class EventStoreDbEventLog implements EventLog {
  readonly #client: EventStoreClient;
  readonly #prefix: string;
  readonly #retry: RetryPolicy;
  readonly #directory: Directory;
  readonly #bells: Doorbells;
  readonly #regions = new Map<string, Region>();
  readonly #withEvents = new Set<string>();
  readonly #now: Clock;
  readonly #pollMs: number;
  #closed = false;

  /** `url` is an `esdb://` or `esdb+discover://` connection string; throws when it cannot be read, without quoting it. */
  constructor(url: string, options: EventStoreDbEventLogOptions = {}) {
    const { prefix = 'regieboek', now = () => new Date(), retry, pollMs = 1_000, silenceMs = 5_000 } = options;
    if (!PREFIX.test(prefix))
      throw new InvalidRequest([`Prefix ${JSON.stringify(prefix)} may hold letters, digits and _ only.`]);
    this.#prefix = prefix;
    this.#retry = { ...defaultRetry, ...retry };
    this.#client = new EventStoreDbClient(url, this.#retry.timeoutMs);
    this.#directory = new Directory(`${prefix}.regions`, this.#client, this.#retry);
    this.#bells = new Doorbells({
      watch: (region, after, ear) =>
        this.#client.watch(this.#streamOf(region), after - 1, { ...ear, rang: (revision) => ear.rang(revision + 1) }),
      backoffMs: this.#retry.backoffMs,
      silenceMs,
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

  /** Made here: the server gives out events, and nothing about them. */
  digests(region: string, spans: readonly EventSpan[], options?: DigestOptions): AsyncGenerator<SpanDigest> {
    return digestsOf(this, region, spans, options);
  }

  async *follow(
    region: string,
    after: number,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Recorded | CaughtUp> {
    this.#checkOpen();
    checkRegion(region);
    let position = checkPosition(after);
    const reader = this.#reader(region);
    let [caughtUpAt, leave] = [-1, () => {}];
    try {
      while (!signal?.aborted) {
        const { slept, rise } = this.#bells.sleep(region, signal, this.#pollMs);
        try {
          const upTo = await reader.head();
          if (upTo < position) throw reader.gap(position + 1, upTo + 1);
          this.#bells.found(region, upTo);
          for await (const page of reader.pages({ after: position, upTo, rows: BATCH_SIZE }))
            for (const event of page) {
              if (signal?.aborted) return;
              position = event.position;
              yield event;
            }
          // Only now: a subscription from the start would send all of the region once more.
          if (caughtUpAt < 0) leave = this.#bells.join(region, position);
          if (caughtUpAt !== position && !signal?.aborted) yield { caughtUp: true, position };
          caughtUpAt = position;
          await slept;
          this.#checkOpen();
        } finally {
          rise();
        }
      }
    } finally {
      leave();
    }
  }

  async head(region: string): Promise<number> {
    this.#checkOpen();
    checkRegion(region);
    return this.#reader(region).head();
  }

  async regions(): Promise<string[]> {
    this.#checkOpen();
    const turns = new Turns(HEADS_AT_A_TIME);
    const opened = await this.#directory.regions();
    const look = async (region: string): Promise<void> => {
      if (!this.#withEvents.has(region) && (await this.#reader(region).head()) > 0) this.#withEvents.add(region);
    };
    await Promise.all(opened.map((region) => turns.take(() => look(region))));
    return opened.filter((region) => this.#withEvents.has(region)).toSorted();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#regions.values()].map((region) => region.idle()));
    this.#bells.close();
    await this.#client.end();
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
      client: this.#client,
      reader: this.#reader(name),
      retry: this.#retry,
      open: () => this.#directory.open(name),
      recorded: () => this.#bells.wake(name),
    });
    this.#regions.set(name, region);
    return region;
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosed();
  }
}
