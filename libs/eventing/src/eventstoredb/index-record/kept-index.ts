import { GapInLog } from '../../event-log.js';
import type { Recorded } from '../../event-log.js';
import { BATCH_SIZE } from '../../region-range.js';
import type { RegionReader } from '../region-reader.js';
import { IndexRecord } from './index-record.js';
import type { RecordOptions } from './index-record.js';
import type { Part } from './part.js';
import { RegionIndex } from './region-index.js';
import type { Indexed } from './region-index.js';

/** Index of a region in this process: opened from its record, kept up to date, and rebuilt from the events where they differ. */
export class KeptIndex {
  readonly #reader: RegionReader;
  readonly #record: IndexRecord;
  #index: RegionIndex;
  #refreshing: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;
  #isLoaded = false;
  /** True when part of it comes from another process and was not read from the events. */
  #isTold = false;
  /** Position after which entries were reported by other processes and not compared with the events yet. */
  #reportedAfter: number | undefined;
  /** Position up to which events certainly exist: they were read or written here. */
  #surely = 0;

  constructor(options: RecordOptions) {
    this.#reader = options.reader;
    this.#record = new IndexRecord(options);
    this.#index = new RegionIndex(options.reader.region);
  }

  /** The current index; it grows, and is replaced by another object when it was wrong. */
  get now(): RegionIndex {
    return this.#index;
  }

  /** True once the index has been brought up to date. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Brings the index up to the head. Callers that arrive while this runs share the next run. */
  refresh(): Promise<void> {
    this.#queued ??= this.#refreshing
      .catch(() => undefined)
      .then(() => {
        this.#queued = undefined;
        this.#refreshing = this.#load();
        return this.#refreshing;
      });
    return this.#queued;
  }

  /** Adds the events written here after a position. */
  wrote(after: number, events: readonly Indexed[]): void {
    this.#surely = Math.max(this.#surely, after + events.length);
    if (this.#index.head >= after) for (const event of events) this.#index.take(event);
    void this.#record.keep(this.#index);
  }

  /** Adds the events that another process reports it wrote, if they continue from here. */
  told(part: Part): void {
    if (!this.#isLoaded || !this.#index.takePart(part)) return;
    this.#isTold = true;
    this.#reportedAfter ??= part.after;
    void this.#record.keep(this.#index);
  }

  /**
   * Compares reported entries with the events, before something is refused because of them. False when the index changed: it was
   * rebuilt from the events where a report was wrong.
   */
  async confirm(): Promise<boolean> {
    const [index, after] = [this.#index, this.#reportedAfter];
    if (after === undefined) return true;
    this.#reportedAfter = undefined;
    const isRight = await this.unlessTold(() => this.#agrees(index, after));
    if (isRight === false) await this.#rebuild();
    return isRight === true && index === this.#index;
  }

  /** The events of a stream of the log, in pages. */
  async *read(stream: string): AsyncGenerator<readonly Recorded[]> {
    await this.refresh();
    let count = 0;
    for (let isSound = false; !isSound;) {
      isSound = true;
      for await (const page of this.#reader.at(this.#index.positions(stream, count), BATCH_SIZE)) {
        isSound = page.every((event, at) => event.stream === stream && event.revision === count + at);
        if (!isSound) break;
        count += page.length;
        yield page;
      }
      if (!isSound) await this.#rebuild();
    }
  }

  /**
   * Reads the new events; undefined when they show a gap and the index relies on reports of others: it is then rebuilt from the
   * events.
   */
  async unlessTold<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof GapInLog && this.#isTold)) throw error;
      await this.#rebuild();
      return undefined;
    }
  }

  /** Resolves when no part of it is being recorded. */
  idle(): Promise<void> {
    return this.#record.idle();
  }

  async #load(): Promise<void> {
    if (!this.#isLoaded) await this.#reader.checkKept();
    await this.unlessTold(() => this.#reader.surely((sure) => this.#takeFrom(sure)));
    this.#isLoaded = true;
  }

  async #takeFrom(reader: RegionReader): Promise<void> {
    const upTo = await reader.headFrom(this.#index.head);
    if (!this.#isLoaded && this.#index.head === 0) {
      this.#index = await this.#record.load(upTo);
      this.#isTold = this.#index.head > 0;
      this.#surely = this.#index.head;
    }
    await this.#takeAll(reader, this.#index, upTo);
  }

  /** True when the events after a position are at the indexed positions. */
  async #agrees(index: RegionIndex, after: number): Promise<boolean> {
    for await (const page of this.#reader.pages({ after, upTo: index.head, rows: BATCH_SIZE }))
      for (const { stream, revision, position } of page)
        if (index.positions(stream, revision, 1)[0] !== position) return false;
    return true;
  }

  /** Rebuilds the index from the events because a record or report was wrong. Throws GapInLog when events are missing. */
  async #rebuild(): Promise<void> {
    this.#record.distrust();
    const index = new RegionIndex(this.#reader.region);
    await this.#takeAll(this.#reader, index, await this.#reader.headFrom(this.#surely));
    this.#index = index;
    this.#isTold = false;
    this.#reportedAfter = undefined;
  }

  async #takeAll(reader: RegionReader, index: RegionIndex, upTo: number): Promise<void> {
    for await (const page of reader.pages({ after: index.head, upTo, rows: BATCH_SIZE })) {
      for (const { stream, revision, position, id, recordedAt } of page)
        index.take({ stream, revision, position, id, atMs: Date.parse(recordedAt) });
      this.#surely = Math.max(this.#surely, page.at(-1)?.position ?? 0);
      await this.#record.keep(index);
    }
  }
}
