import { GapInLog } from '../../event-log.js';
import type { Recorded } from '../../event-log.js';
import { Numbers } from './numbers.js';
import type { Part } from './part.js';
import { KEY_BYTES, keyOf, StreamTable } from './stream-table.js';

/** Index entry of an event. */
export interface Indexed extends Pick<Recorded, 'stream' | 'revision' | 'position' | 'id'> {
  /** When it was recorded, in milliseconds since 1970. */
  readonly atMs: number;
}

/** Number of recent events whose streams the index remembers in order; parts are built from them. */
export const RECENT = 4_096;

/**
 * Index of the events of each stream of a region. EventStoreDB does not have it, because it stores a region as one stream. Uses
 * four bytes an event (the previous event of its stream) and about 26 bytes a stream.
 */
export class RegionIndex {
  readonly #region: string;
  readonly #table = new StreamTable();
  /** The position of the previous event in the same stream, 0 for the first; indexed by position minus one. */
  readonly #before = new Numbers();
  /** Stream numbers of the most recent events, in a ring addressed by position minus one. */
  readonly #recent = new Uint32Array(2 * RECENT);
  #lastId = '';
  #atMs = 0;

  constructor(region: string) {
    this.#region = region;
  }

  /** Position of the last indexed event; 0 when there is none. */
  get head(): number {
    return this.#before.length;
  }

  /** Time of the last event, in milliseconds since 1970. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Id of the last event. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Revision of the last event of a stream; -1 when it has none. */
  revision(stream: string): number {
    const number = this.#table.find(keyOf(stream));
    return number < 0 ? -1 : this.#table.count(number) - 1;
  }

  /** Positions of events of a stream, from a revision on. */
  positions(stream: string, from = 0, count = Infinity): number[] {
    const number = this.#table.find(keyOf(stream));
    if (number < 0) return [];
    const until = Math.min(this.#table.count(number), from + count);
    const found: number[] = [];
    let position = this.#table.last(number);
    for (let revision = this.#table.count(number) - 1; revision >= from; revision -= 1) {
      if (revision < until) found.push(position);
      position = this.#before.at(position - 1);
    }
    return found.reverse();
  }

  /** Adds the next event; ignores one it already has; throws GapInLog when an event is missing in between. */
  take({ stream, revision, position, id, atMs }: Indexed): void {
    if (position <= this.head) return;
    if (position !== this.head + 1) throw new GapInLog(`Region ${this.#region}`, this.head + 1, position);
    const number = this.#table.enter(keyOf(stream));
    const count = this.#table.count(number);
    if (revision !== count) throw new GapInLog(`Stream ${stream}`, count, revision);
    this.#add(number);
    this.#lastId = id;
    this.#atMs = Math.max(this.#atMs, atMs);
  }

  /** Adds a stretch that starts at the head of the index; returns false and changes nothing when it does not fit. */
  takePart({ after, keys, revisions, streams, lastId, atMs }: Part): boolean {
    if (after !== this.head) return false;
    const isFitting = revisions.every((revision, at) => {
      const known = this.#table.find(keys, at * KEY_BYTES);
      return revision === (known < 0 ? 0 : this.#table.count(known));
    });
    if (!isFitting) return false;
    const numbers = Uint32Array.from(revisions, (_, at) => this.#table.enter(keys, at * KEY_BYTES));
    for (const stream of streams) this.#add(numbers[stream] ?? 0);
    this.#lastId = lastId;
    this.#atMs = Math.max(this.#atMs, atMs);
    return true;
  }

  /** The stretch from a position to the head; undefined when it is longer than the index remembers. */
  part(after: number): Part | undefined {
    const count = this.head - after;
    if (count <= 0 || count > this.#recent.length) return undefined;
    const local = new Map<number, number>();
    const streams = Uint16Array.from({ length: count }, (_, offset) => {
      const number = this.#recent[(after + offset) % this.#recent.length] ?? 0;
      const known = local.get(number) ?? local.size;
      local.set(number, known);
      return known;
    });
    const keys = new Uint8Array(local.size * KEY_BYTES);
    const revisions = new Uint32Array(local.size);
    for (const stream of streams) revisions[stream] = (revisions[stream] ?? 0) + 1;
    for (const [number, at] of local) {
      this.#table.copyKey(number, keys, at * KEY_BYTES);
      revisions[at] = this.#table.count(number) - (revisions[at] ?? 0);
    }
    return { after, upTo: this.head, lastId: this.#lastId, atMs: this.#atMs, keys, revisions, streams };
  }

  #add(number: number): void {
    this.#recent[this.head % this.#recent.length] = number;
    this.#before.push(this.#table.last(number));
    this.#table.add(number, this.head);
  }
}
