import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { checkAppend } from './check-append.ts';
import type { Expected, Verdict } from './check-append.ts';
import { IdCache } from './id-cache.ts';
import { entryOf, eventsOf, LogFile } from './log-file.ts';
import { countedBytes, INT64_MAX, sizeInLog } from './record.ts';
import type { LogRecord, Proposed } from './record.ts';
import { StreamState } from './stream-state.ts';
import { Uncommitted } from './uncommitted.ts';

/** Settings of a store; each defaults to the server's default. */
export interface StoreOptions {
  /** File that keeps the log; none keeps it in memory. */
  readonly file?: string | undefined;
  readonly appendBytesMax?: number | undefined;
  /** Bytes of recent commits whose ids are known; 0 lets a repeat without revision be written twice. */
  readonly idCacheBytes?: number | undefined;
  /** Number of writes after which the log gets a system event; 0 for none. */
  readonly systemEventEvery?: number | undefined;
  /** Milliseconds from accepting a write until it is readable and answered. */
  readonly commitMs?: number | undefined;
  /** True to omit the first record of a server, because it is replicated from another node. */
  readonly isEmpty?: boolean | undefined;
}

/** Outcome of an append: `whenReadable` calls back once it is committed, possibly never. */
export type Written = Verdict | { readonly kind: 'written'; readonly last: LogRecord | undefined } | TooLarge;
type TooLarge = { readonly kind: 'too-large'; readonly bytesMax: number };

/** Events written to a stream together. */
interface Write {
  readonly stream: string;
  readonly events: readonly Proposed[];
  readonly createdTicks: bigint | string;
  readonly isTombstone: boolean;
}

const event = (type: string, data: unknown): Proposed => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)),
  metadata: Buffer.alloc(0),
});

/**
 * The log of the double: all readable records in order, and their streams. Emits `written` when there is more to read, and
 * `committed` with the records. A write is checked against everything accepted before it, even if not readable yet.
 */
export class Store extends EventEmitter {
  readonly records: LogRecord[] = [];
  readonly uncommitted = new Uncommitted();
  commitMs: number;
  readonly appendBytesMax: number;
  /** Every kind of expected revision a write came with. */
  readonly expectations = new Set<'a revision' | Exclude<Expected, number>>();
  readonly #streams = new Map<string, StreamState>();
  readonly #cache: IdCache;
  readonly #file: LogFile | undefined;
  readonly #systemEventEvery: number;
  #position = 0;
  #writes = 0;

  constructor(options: StoreOptions = {}) {
    const { file, appendBytesMax = 1_048_576, idCacheBytes = 8_388_608, systemEventEvery = 3, commitMs = 0 } = options;
    super();
    this.setMaxListeners(0);
    this.commitMs = commitMs;
    this.appendBytesMax = appendBytesMax;
    this.#cache = new IdCache(idCacheBytes);
    this.#systemEventEvery = systemEventEvery;
    const kept = file === undefined ? undefined : new LogFile(file);
    for (const entry of kept?.read() ?? []) this.#commit(this.#take({ ...entry, events: eventsOf(entry) }));
    this.#file = kept;
    if (this.records.length === 0 && !options.isEmpty) this.#add('$settings', [event('$settings', {})]);
  }

  /** The stream, empty when it was never written to; always the same object, so that callers can keep it. */
  stream(name: string): StreamState {
    const known = this.#streams.get(name);
    if (known) return known;
    const state = new StreamState();
    this.#streams.set(name, state);
    return state;
  }

  /** Accepted records, readable or not. */
  get takenCount(): number {
    return this.records.length + this.uncommitted.size;
  }

  /** True when reading the stream reports that it does not exist. */
  isAbsent(name: string): boolean {
    const state = this.stream(name);
    return state.last < 0 || state.isSoftDeleted;
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    const bytes = events.reduce((sum, one) => sum + countedBytes(one), 0);
    if (bytes > this.appendBytesMax) return { kind: 'too-large', bytesMax: this.appendBytesMax };
    this.expectations.add(typeof expected === 'number' ? 'a revision' : expected);
    const verdict = this.#check(stream, expected, events);
    if (verdict.kind !== 'write') return verdict;
    const state = this.stream(stream);
    if (state.isSoftDeleted) this.#add(`$$${stream}`, [event('$metadata', { $tb: state.last + 1 })]);
    const taken = this.#add(stream, events);
    this.#addSystemEvent();
    return { kind: 'written', last: taken.at(-1) ?? state.taken(state.lastTaken) };
  }

  /** A soft delete: the next append continues the numbering. */
  delete(stream: string, expected: Expected): Verdict {
    const verdict = this.#check(stream, expected, []);
    if (verdict.kind === 'write') this.#add(`$$${stream}`, [event('$metadata', `{"$tb":${INT64_MAX}}`)]);
    return verdict;
  }

  /** A hard delete: the stream can never be read or written again. */
  tombstone(stream: string, expected: Expected): Verdict {
    const verdict = this.#check(stream, expected, []);
    if (verdict.kind === 'write') this.#add(stream, [event('$streamDeleted', {})], true);
    return verdict;
  }

  /** Forgets the state that a server loses on restart. */
  forgetIds(): void {
    this.#cache.clear();
  }

  #check(stream: string, expected: Expected, events: readonly Proposed[]): Verdict {
    const hasMetadata = this.stream(`$$${stream}`).last >= 0;
    return checkAppend({ stream, expected, events, state: this.stream(stream), hasMetadata, cache: this.#cache });
  }

  #addSystemEvent(): void {
    this.#writes += 1;
    if (this.#systemEventEvery > 0 && this.#writes % this.#systemEventEvery === 0)
      this.#add('$stats-127.0.0.1:2113', [event('$statsCollected', { writes: this.#writes })]);
  }

  /** Copies records from the leader; they become readable after `afterMs`. */
  replicate(records: readonly LogRecord[], afterMs: number): void {
    for (const record of records) {
      this.#position = record.position + sizeInLog(record, record.stream);
      this.stream(record.stream).pending.push(record);
    }
    this.#commitAfter(afterMs, records);
  }

  /** Calls back once everything accepted so far is readable; never when it is dropped before. */
  whenReadable(callback: () => void): void {
    this.uncommitted.add(0, callback);
  }

  #add(stream: string, events: readonly Proposed[], isTombstone = false): readonly LogRecord[] {
    const records = this.#take({ stream, events, createdTicks: BigInt(Date.now()) * 10_000n, isTombstone });
    this.#commitAfter(this.commitMs, records);
    return records;
  }

  #commitAfter(delayMs: number, records: readonly LogRecord[]): void {
    this.uncommitted.add(
      delayMs,
      () => this.#commit(records),
      () => this.#drop(records),
    );
  }

  /** Assigns positions to the events; they keep them unless they are dropped. */
  #take({ stream, events, createdTicks, isTombstone }: Write): readonly LogRecord[] {
    const state = this.stream(stream);
    return events.map((one) => {
      const [revision, position] = [state.lastTaken + 1, this.#position];
      const record = { ...one, stream, revision, position, createdTicks: BigInt(createdTicks), isTombstone };
      this.#position += sizeInLog(one, stream);
      state.pending.push(record);
      return record;
    });
  }

  #drop(records: readonly LogRecord[]): void {
    for (const { stream, position } of records.toReversed()) {
      this.stream(stream).pending.pop();
      this.#position = position;
    }
  }

  #commit(records: readonly LogRecord[]): void {
    const [first] = records;
    if (!first) return;
    this.#file?.add(entryOf(first.stream, records, first.createdTicks, first.isTombstone));
    for (const record of records) {
      const state = this.stream(record.stream);
      state.pending.shift();
      state.records.push(record);
      this.records.push(record);
      this.#cache.add(record);
      if (record.stream.startsWith('$$')) this.stream(record.stream.slice(2)).setMetadata(record.data.toString('utf8'));
      if (record.isTombstone) state.isTombstoned = true;
    }
    this.emit('written');
    this.emit('committed', records);
  }
}
