import { GapInLog } from '../event-log.js';
import type { Recorded } from '../event-log.js';

/** What the index keeps of an event. */
export interface Indexed extends Pick<Recorded, 'stream' | 'revision' | 'position'> {
  /** When it was recorded, in milliseconds since 1970. */
  readonly atMs: number;
}

/** Where in a region the events of each of its streams are: what EventStoreDB does not know, as it keeps a region as one stream. */
export class RegionIndex {
  readonly #region: string;
  readonly #positions = new Map<string, number[]>();
  #head = 0;
  #atMs = 0;

  constructor(region: string) {
    this.#region = region;
  }

  /** Position of the last event taken in; 0 when there is none. */
  get head(): number {
    return this.#head;
  }

  /** Time of the last event, in milliseconds since 1970. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Positions of a stream's events, by revision. */
  positions(stream: string): readonly number[] {
    return this.#positions.get(stream) ?? [];
  }

  /** Takes in the next event, or one it has already; throws GapInLog when one is missing in between. */
  take({ stream, revision, position, atMs }: Indexed): void {
    if (position <= this.#head) return;
    if (position !== this.#head + 1) throw new GapInLog(`Region ${this.#region}`, this.#head + 1, position);
    const positions = this.#positions.get(stream) ?? [];
    if (revision !== positions.length) throw new GapInLog(`Stream ${stream}`, positions.length, revision);
    positions.push(position);
    this.#positions.set(stream, positions);
    this.#head = position;
    this.#atMs = Math.max(this.#atMs, atMs);
  }
}
