import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { checkAppend } from './check-append.ts';
import type { Expected, Verdict } from './check-append.ts';
import { IdCache } from './id-cache.ts';
import { entryOf, eventsOf, LogFile } from './log-file.ts';
import { countedBytes, INT64_MAX, sizeInLog } from './record.ts';
import type { LogRecord, Proposed } from './record.ts';
import { StreamState } from './stream-state.ts';

/** What a store is made with; every setting has the server's default. */
export interface StoreOptions {
  /** File that keeps the log; none keeps it in memory. */
  readonly file?: string | undefined;
  readonly appendBytesMax?: number | undefined;
  /** Bytes of recent commits whose ids are known; 0 lets a repeat without revision be written twice. */
  readonly idCacheBytes?: number | undefined;
  /** A system event stands in the log after so many writes; 0 for none. */
  readonly systemEventEvery?: number | undefined;
}

/** An append is larger than the store takes. */
export type Written = Verdict | { readonly kind: 'written'; readonly last: LogRecord | undefined } | TooLarge;
type TooLarge = { readonly kind: 'too-large'; readonly bytesMax: number };

const event = (type: string, data: unknown): Proposed => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)),
  metadata: Buffer.alloc(0),
});

/** The log of the double: every record in order, and the streams they belong to. Emits `written` after every write. */
export class Store extends EventEmitter {
  readonly records: LogRecord[] = [];
  readonly appendBytesMax: number;
  /** Every kind of expected revision a write came with. */
  readonly expectations = new Set<'a revision' | Exclude<Expected, number>>();
  readonly #streams = new Map<string, StreamState>();
  readonly #cache: IdCache;
  readonly #file: LogFile | undefined;
  readonly #systemEventEvery: number;
  #position = 0;
  #writes = 0;

  constructor({ file, appendBytesMax = 1_048_576, idCacheBytes = 8_388_608, systemEventEvery = 3 }: StoreOptions = {}) {
    super();
    this.setMaxListeners(0);
    this.appendBytesMax = appendBytesMax;
    this.#cache = new IdCache(idCacheBytes);
    this.#systemEventEvery = systemEventEvery;
    const kept = file === undefined ? undefined : new LogFile(file);
    for (const entry of kept?.read() ?? [])
      this.#record(entry.stream, eventsOf(entry), BigInt(entry.createdTicks), entry.isTombstone);
    this.#file = kept;
    if (this.records.length === 0) this.#add('$settings', [event('$settings', {})]);
  }

  /** The stream, empty when it was never written to; always the same object, so that it can be followed. */
  stream(name: string): StreamState {
    const known = this.#streams.get(name);
    if (known) return known;
    const state = new StreamState();
    this.#streams.set(name, state);
    return state;
  }

  /** Whether reading the stream says that it is not there. */
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
    this.#add(stream, events);
    this.#addSystemEvent();
    return { kind: 'written', last: this.stream(stream).records.at(-1) };
  }

  /** A soft delete: the next append goes on with the numbering. */
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

  /** What a restart of the server forgets. */
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

  #add(stream: string, events: readonly Proposed[], isTombstone = false): void {
    const createdTicks = BigInt(Date.now()) * 10_000n;
    this.#file?.add(entryOf(stream, events, createdTicks, isTombstone));
    this.#record(stream, events, createdTicks, isTombstone);
    this.emit('written');
  }

  #record(stream: string, events: readonly Proposed[], createdTicks: bigint, isTombstone: boolean): void {
    const state = this.stream(stream);
    for (const one of events) {
      const record = { ...one, stream, revision: state.last + 1, position: this.#position, createdTicks, isTombstone };
      this.#position += sizeInLog(one, stream);
      this.records.push(record);
      state.records.push(record);
      this.#cache.add(record);
      if (stream.startsWith('$$')) this.stream(stream.slice(2)).setMetadata(one.data.toString('utf8'));
    }
    if (isTombstone) state.isTombstoned = true;
  }
}
