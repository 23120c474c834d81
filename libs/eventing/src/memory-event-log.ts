import { canReach } from '@regieboek/isolation';
import { isoTime, readClock } from './clock.js';
import type { Clock } from './clock.js';
import { digestsOf } from './digests/digests-of.js';
import { GapInLog, LogClosed, WrongRevision } from './event-log.js';
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
} from './event-log.js';
import { mustOpen, checkStream } from './names.js';
import { asExpected, prepareAppend } from './prepare-append.js';
import type { AppendRequest, PreparedAppend } from './prepare-append.js';
import { checkPosition, rangeOf } from './region-range.js';
import { restoreRegion } from './restore/restore-region.js';
import type { RestoredEvent } from './restore/restored-events.js';
import { asRecorded, MemoryStore } from './memory-store.js';

/** Events and bytes taken at once while restoring. */
const LOT = { eventsMax: 1_000, bytesMax: 1_048_576 };

/** An event log that lives as long as its store: for tests, and for data that need not survive the process. */
export class MemoryEventLog implements EventLog {
  readonly #store: MemoryStore;
  readonly #now: Clock;
  #closed = false;

  constructor(options: { readonly store?: MemoryStore; readonly now?: Clock } = {}) {
    this.#store = options.store ?? new MemoryStore();
    this.#now = options.now ?? (() => new Date());
  }

  async append(...request: AppendRequest): Promise<Appended> {
    this.#checkOpen();
    const append = prepareAppend(...request);
    const actual = this.#store.stream(append.stream).length - 1;
    if (actual === append.expected) return this.#record(append);
    return this.#answerAgain(append) ?? this.#refuse(append, actual);
  }

  #refuse(append: PreparedAppend, actual: number): never {
    throw new WrongRevision(append.stream, asExpected(append.expected), asExpected(actual));
  }

  #record({ region, stream, expected, events, meta }: PreparedAppend): Appended {
    const inRegion = this.#store.region(region);
    const inStream = this.#store.stream(stream);
    const before = inRegion.at(-1)?.recordedAt ?? '';
    const now = isoTime(readClock(this.#now));
    const recordedAt = now > before ? now : before;
    const stored = events.map((event, index) => ({
      region,
      position: inRegion.length + 1 + index,
      stream,
      revision: expected + 1 + index,
      ...event,
      meta,
      recordedAt,
    }));
    this.#store.regions.set(region, inRegion);
    this.#store.streams.set(stream, inStream);
    inRegion.push(...stored);
    inStream.push(...stored);
    this.#store.wakeUp.wake(region);
    return { revision: inStream.length - 1, position: inRegion.length };
  }

  #answerAgain({ stream, expected, events }: PreparedAppend): Appended | undefined {
    const stored = this.#store.stream(stream).slice(expected + 1, expected + 1 + events.length);
    const last = stored.at(-1);
    if (!last || stored.length !== events.length) return undefined;
    if (!stored.every((event, index) => event.id === events[index]?.id)) return undefined;
    return { revision: last.revision, position: last.position };
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    this.#checkOpen();
    checkStream(stream);
    for (const stored of this.#store.stream(stream).slice()) yield asRecorded(stored);
  }

  async *readRegion(region: string, options: RegionRange = {}): AsyncGenerator<readonly Recorded[]> {
    const { after, upTo, rows } = await rangeOf(options, () => this.head(region));
    const inRegion = this.#store.region(region);
    for (let from = after; from < upTo; from += rows)
      yield inRegion.slice(from, Math.min(from + rows, upTo)).map(asRecorded);
  }

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
    let caughtUpAt = -1;
    while (!signal?.aborted) {
      this.#checkOpen();
      const stored = this.#store.region(region)[position];
      if (stored) {
        position += 1;
        yield asRecorded(stored);
        continue;
      }
      if (position > this.#store.region(region).length)
        throw new GapInLog(`Region ${region}`, position + 1, this.#store.region(region).length + 1);
      const { slept, rise } = this.#store.wakeUp.sleep(region, signal);
      try {
        if (caughtUpAt !== position) yield { caughtUp: true, position };
        caughtUpAt = position;
        if (this.#store.region(region).length === position) await slept;
      } finally {
        rise();
      }
    }
  }

  async head(region: string): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    return this.#store.region(region).length;
  }

  async regions(): Promise<string[]> {
    this.#checkOpen();
    return [...this.#store.regions.keys()].filter(canReach).toSorted();
  }

  async restore(region: string, batches: AsyncIterable<readonly EncodedEvent[]>): Promise<number> {
    this.#checkOpen();
    mustOpen(region);
    const write = async (events: readonly RestoredEvent[]) => this.#store.restore(region, events);
    const head = await restoreRegion(region, batches, { ...LOT, write, head: () => this.head(region) });
    this.#store.wakeUp.wake();
    return head;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#store.wakeUp.wake();
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosed();
  }
}
