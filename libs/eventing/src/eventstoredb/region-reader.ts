import { EventsRemoved, GapInLog, UnreadableEvent } from '../event-log.js';
import type { Recorded } from '../event-log.js';
import type { Range } from '../region-range.js';
import { backoff, looks, withRetry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { bytesOf, decode } from './envelope.js';
import { EventStoreFailure } from './event-store-client.js';
import type { EventStoreClient, ReadRange, StoredEvent } from './event-store-client.js';
import { isUnanswered } from './failures.js';
import { setTimeout as delay } from 'node:timers/promises';

/** Data in one page in bytes, apart from its last event: with the number of rows it bounds the memory a reader takes. */
const PAGE_BYTES_MAX = 8_388_608;

/** Settings in the metadata of a stream that hide events. */
const hiding = ['$maxAge', '$maxCount', '$tb'];

/** Inputs of reading events; `apart` is missing on the second look. */
type ReadingClient = Pick<EventStoreClient, 'read'> & Partial<Pick<EventStoreClient, 'apart'>>;

/** Reads the stream in which EventStoreDB keeps a region. */
export class RegionReader {
  readonly region: string;
  readonly #stream: string;
  readonly #client: ReadingClient;
  readonly #retry: RetryPolicy;

  constructor(region: string, stream: string, client: ReadingClient, retry: RetryPolicy) {
    this.region = region;
    this.#stream = stream;
    this.#client = client;
    this.#retry = retry;
  }

  /** The position of the last event; 0 when the stream was never written to. Throws EventsRemoved when its events are gone. */
  head(): Promise<number> {
    return this.surely((reader) => reader.#head());
  }

  /** The same for a region known to have reached a position; throws GapInLog when the head is before it. */
  headFrom(known: number): Promise<number> {
    return this.surely((reader) => reader.#headFrom(known));
  }

  async #headFrom(known: number): Promise<number> {
    let head = await this.#head();
    // Another node may show an event slightly earlier than the leader.
    if (this.#isSecond)
      for (const waitMs of looks(this.#retry)) {
        if (head >= known) break;
        await delay(waitMs);
        head = await this.#head();
      }
    if (head < known) throw this.#gap(known + 1, head + 1);
    return head;
  }

  /**
   * Runs `look`. A report of lost events only counts when a second look agrees, at the leader and on a new connection: a former leader, or
   * a node that is behind, may show fewer events than exist.
   */
  async surely<T>(look: (reader: RegionReader) => Promise<T>): Promise<T> {
    try {
      return await look(this);
    } catch (error) {
      if (!saysLost(error) || !this.#client.apart) throw error;
    }
    const again = (client: ReadingClient) => look(new RegionReader(this.region, this.#stream, client, this.#retry));
    const { attemptsMax } = this.#retry;
    for (let tried = 1; ; tried += 1)
      try {
        return await this.#client.apart(again);
      } catch (error) {
        if (tried >= attemptsMax || !isUnanswered(error)) throw error;
        await delay(backoff(this.#retry.backoffMs, tried));
      }
  }

  /** True for the second look, which is the last. */
  get #isSecond(): boolean {
    return this.#client.apart === undefined;
  }

  async #head(): Promise<number> {
    for (let tried = 1; ; tried += 1) {
      const events = await this.#read(this.#stream, { from: 'end', countMax: 1 });
      const [last] = events ?? [];
      if (last) return last.revision + 1;
      if (!events) {
        await this.#checkKept();
        return 0;
      }
      // The stream exists but appears empty: the answer broke off, or all its events are hidden.
      if (tried >= this.#retry.attemptsMax) throw this.#removed('all its events are hidden');
      await delay(backoff(this.#retry.backoffMs, tried));
    }
  }

  /** Throws EventsRemoved when the stream was deleted or its metadata limits how many events it keeps. */
  checkKept(): Promise<void> {
    return this.surely((reader) => reader.#checkKept());
  }

  async #checkKept(): Promise<void> {
    const metadata = await this.#read(`$$${this.#stream}`, { from: 'end', countMax: 1 }).catch((error: unknown) => {
      // Without the right to read metadata, missing events are still noticed when they are read.
      if (error instanceof EventStoreFailure && error.kind === 'refused') return undefined;
      throw error;
    });
    const said: unknown = metadata?.[0]?.data;
    if (typeof said !== 'object' || said === null) return;
    const found = hiding.filter((key) => key in said);
    if (found.length > 0) throw this.#removed(`its stream metadata has ${found.join(', ')}`);
  }

  /** Pages in order up to `upTo`, with the next page fetched ahead. Throws GapInLog where an event is missing. */
  async *pages({ after, upTo, rows }: Range): AsyncGenerator<readonly Recorded[]> {
    const fetch = (from: number) => this.surely((reader) => reader.#page(from, Math.min(from + rows, upTo)));
    let next = after < upTo ? fetch(after) : undefined;
    while (next) {
      const page: readonly Recorded[] = await next;
      const end: number = page.at(-1)?.position ?? upTo;
      next = end < upTo ? fetch(end) : undefined;
      // A reader that stops early never awaits this page; its error must not become an unhandled rejection.
      next?.catch(() => undefined);
      yield page;
    }
  }

  /** The events at these ascending positions; positions close together are fetched in one read. */
  async *at(positions: readonly number[], rows: number): AsyncGenerator<readonly Recorded[]> {
    for (let low = 0; low < positions.length;) {
      const high = runEnd(positions, low, rows);
      const wanted = new Set(positions.slice(low, high));
      const range = { after: (positions[low] ?? 1) - 1, upTo: positions[high - 1] ?? 0, rows };
      for await (const page of this.pages(range)) {
        const found = page.filter(({ position }) => wanted.has(position));
        if (found.length > 0) yield found;
      }
      low = high;
    }
  }

  /** At least one event after a position that is known to be before the end. */
  async #page(after: number, upTo: number): Promise<readonly Recorded[]> {
    for (let tried = 1; ; tried += 1) {
      const stored = (await this.#read(this.#stream, pageOf(after, upTo))) ?? [];
      const events = stored.map((event) => decode(this.region, event));
      events.forEach(({ position }, index) => {
        if (position !== after + 1 + index) throw this.#gap(after + 1 + index, position);
      });
      if (events.length > 0) return events;
      const head = await this.#head();
      // Events that should exist but are not returned after repeated reads are gone.
      if ((head < upTo && !this.#isSecond) || tried >= this.#retry.attemptsMax) throw this.#gap(after + 1, head);
      await delay(backoff(this.#retry.backoffMs, tried));
    }
  }

  #gap(expected: number, found: number): GapInLog {
    return new GapInLog(`Region ${this.region}`, expected, found);
  }

  #removed(reason: string): EventsRemoved {
    return new EventsRemoved(`Region ${this.region}`, reason);
  }

  async #read(stream: string, range: ReadRange): Promise<readonly StoredEvent[] | undefined> {
    try {
      return await withRetry(this.#retry, isUnanswered, () => this.#client.read(stream, range));
    } catch (error) {
      if (error instanceof EventStoreFailure && error.kind === 'deleted') throw this.#removed('its stream is deleted');
      throw error;
    }
  }
}

const saysLost = (error: unknown): boolean =>
  error instanceof GapInLog || error instanceof EventsRemoved || error instanceof UnreadableEvent;

/** One page: it is enough once its data is large. */
function pageOf(after: number, upTo: number): ReadRange {
  let bytes = 0;
  const isEnough = (event: StoredEvent): boolean => {
    bytes += bytesOf(event);
    return bytes >= PAGE_BYTES_MAX;
  };
  return { from: after, countMax: upTo - after, isThere: true, isEnough };
}

/** Positions further apart than this are cheaper to read one by one. */
const APART = 16;

/** Index after the last of the positions that are read together with the one at `low`. */
function runEnd(positions: readonly number[], low: number, rows: number): number {
  let high = low + 1;
  while (high < positions.length && high - low < rows && (positions[high] ?? 0) - (positions[high - 1] ?? 0) <= APART)
    high += 1;
  return high;
}
