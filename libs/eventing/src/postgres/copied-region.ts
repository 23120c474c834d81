import type { Range } from '../region-range.js';
import type { RetryPolicy } from '../retry.js';
import { CopiedEvents, type CopiedEvent } from './copied-event.js';
import type { TakeRow } from './copy-out.js';
import type { PostgresClient } from './postgres-client.js';
import { byPosition, copyStatement, gap } from './rows.js';
import { isTransient, withRetry } from './transient.js';

/** Events of the first COPY; later ones hold about as many bytes as this. */
const FIRST_COPY_ROWS = 4_000;
const COPY_BYTES = 8_388_608;

/**
 * Bytes that wait for the reader: below the first number the next COPY begins, above the second the running COPY is broken off.
 */
const [WAITING_LOW, WAITING_MAX] = [8_388_608, 16_777_216];

/** A batch with this many bytes is handed over even if it has room for more events. */
const BATCH_BYTES = 4_194_304;

/** Number of events to COPY at once, given their average size. */
const copyRowsFor = (bytes: number): number => Math.min(50_000, Math.max(10, Math.floor(COPY_BYTES / bytes)));

/** Connections and limits of COPY. */
export interface CopySource {
  readonly client: PostgresClient;
  readonly retry: RetryPolicy;
  /** Throws LogClosed when the log has been closed. */
  readonly checkOpen: () => void;
}

interface Batch {
  readonly events: CopiedEvent[];
  bytes: number;
}

/** Reads a part of a region by successive COPY statements, at most some megabytes ahead of its reader. */
export class CopiedRegion {
  readonly #source: CopySource;
  readonly #region: string;
  readonly #range: Range;
  readonly #rows: CopiedEvents;
  readonly #ready: Batch[] = [];
  #open: Batch = { events: [], bytes: 0 };
  #waiting = 0;
  #position: number;
  #statement = 0;
  #isOver = false;
  readonly #end = Promise.withResolvers<undefined>();
  #wakeReader: () => void = () => undefined;
  #wakeCopies: () => void = () => undefined;

  constructor(source: CopySource, region: string, range: Range) {
    this.#source = source;
    this.#region = region;
    this.#range = range;
    this.#rows = new CopiedEvents(region);
    this.#position = range.after;
    void this.#run();
  }

  /** The next batch; undefined at the end. Rejects with GapInLog, LogClosed, or the error of the last try. */
  async next(): Promise<readonly CopiedEvent[] | undefined> {
    while (this.#ready.length === 0 && !this.#isOver)
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    const batch = this.#ready.shift();
    if (batch) {
      this.#waiting -= batch.bytes;
      this.#wakeCopies();
      return batch.events;
    }
    return this.#end.promise;
  }

  /** Stops reading. */
  leave(): void {
    this.#isOver = true;
    this.#wakeCopies();
  }

  async #run(): Promise<void> {
    try {
      let size = FIRST_COPY_ROWS;
      while (this.#position < this.#range.upTo && !this.#isOver) {
        const [from, end] = [this.#position, Math.min(this.#position + size, this.#range.upTo)];
        const bytes = await this.#copy(end);
        if (this.#position > from) size = copyRowsFor(bytes / (this.#position - from));
        while (this.#waiting > WAITING_LOW && !this.#isOver)
          await new Promise<void>((resolve) => {
            this.#wakeCopies = resolve;
          });
      }
      this.#end.resolve(undefined);
    } catch (error) {
      this.#end.reject(error);
      // A reader that has left does not await this; its error must not become an unhandled rejection.
      this.#end.promise.catch(() => undefined);
    }
    this.#handOver();
    this.#isOver = true;
    this.#wakeReader();
  }

  /** Copies up to a position; returns the number of bytes received. Fewer events may arrive when they are large. */
  async #copy(end: number): Promise<number> {
    let bytes = 0;
    const isWhole = await withRetry(this.#source.retry, async () => {
      if (this.#isOver) return false;
      const statement = (this.#statement += 1);
      const take: TakeRow = (row, from, to) => {
        // An abandoned try may still deliver rows while another try delivers them again.
        if (statement !== this.#statement) return false;
        bytes += to - from;
        return this.#take(row, from, to);
      };
      return this.#tried(end, take);
    });
    if (isWhole && this.#position < end) throw this.#gap(Math.min(end + 1, this.#range.upTo));
    return bytes;
  }

  /** One COPY; false when it broke off. If some events had arrived, a transient failure does not count as a failed try. */
  async #tried(end: number, take: TakeRow): Promise<boolean> {
    const { client, checkOpen } = this.#source;
    const from = this.#position;
    checkOpen();
    try {
      return await client.copy(copyStatement(client.quoted(this.#region), from, end), take);
    } catch (error) {
      if (this.#position > from && isTransient(error)) return false;
      throw error;
    }
  }

  #take(bytes: Buffer, from: number, to: number): boolean {
    const event = this.#rows.event(bytes, from, to);
    if (!event) return true;
    if (event.position !== this.#position + 1) throw this.#gap(event.position);
    this.#position = event.position;
    const open = this.#open;
    open.events.push(event);
    open.bytes += to - from;
    this.#waiting += to - from;
    if (open.events.length >= this.#range.rows || open.bytes >= BATCH_BYTES) this.#handOver();
    return this.#waiting <= WAITING_MAX && !this.#isOver;
  }

  #handOver(): void {
    if (this.#open.events.length === 0) return;
    this.#ready.push(this.#open);
    this.#open = { events: [], bytes: 0 };
    this.#wakeReader();
  }

  #gap(found: number): Error {
    return gap(byPosition(this.#region), this.#position + 1, found);
  }
}
