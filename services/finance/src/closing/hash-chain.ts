/**
 * Tamper evidence: a SHA-256 chain over the events of a region in blocks, so that an event that was changed, removed,
 * inserted or moved is noticed, and the first block that differs is known.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Recorded } from '@regieboek/eventing';
import type { PeriodSeal } from '@regieboek/events';

/** Fewest events in a block. */
const BLOCK_EVENTS_MIN = 1024;
/** Most blocks that a seal names: blocks double in size before there are more. */
const BLOCKS_MAX = 256;

/** Characters that are hashed at once, about. */
const TOGETHER = 65_536;

/** Events in a block for a log of so many events: as few as give at most 256 blocks. */
export function blockEventsFor(events: number): number {
  let size = BLOCK_EVENTS_MIN;
  while (size * BLOCKS_MAX < events) size *= 2;
  return size;
}

/** The bytes that an event is hashed as: everything of it, in one order, with an end that no event holds. */
export const canonicalText = ({ position, stream, revision, id, type, data, meta, recordedAt }: Recorded): string =>
  `${JSON.stringify([position, stream, revision, id, type, data, meta, recordedAt])}\n`;

/** The chain over events that are added in log order, in blocks of `blockEvents`. */
export class HashChain {
  readonly blockEvents: number;
  readonly #heads: string[] = [];
  #open: Hash;
  #inBlock = 0;
  /** Text that is not hashed yet: much at once costs a third of every event by itself. */
  #waiting = '';

  /** Chains of two regions never agree, whatever they hold. */
  constructor(region: string, blockEvents: number) {
    this.blockEvents = blockEvents;
    this.#open = createHash('sha256').update(`regieboek chain 1 ${region}\n`);
  }

  /** Takes in the next event, as its canonical text. */
  add(text: string): void {
    if (this.#inBlock === this.blockEvents) this.#close();
    this.#waiting += text;
    if (this.#waiting.length >= TOGETHER) this.#hash();
    this.#inBlock += 1;
  }

  #hash(): void {
    this.#open.update(this.#waiting);
    this.#waiting = '';
  }

  #close(): void {
    this.#hash();
    const head = this.#open.digest('hex');
    this.#heads.push(head);
    this.#open = createHash('sha256').update(`${head}\n`);
    this.#inBlock = 0;
  }

  /** Heads after each block up to the last event added; the last block may be shorter. */
  heads(): string[] {
    this.#hash();
    return this.#inBlock === 0 ? [...this.#heads] : [...this.#heads, this.#open.copy().digest('hex')];
  }
}

/**
 * The mark (zegel) of a sealed period: a SHA-256 over everything its seal says, the chain included. Keep it outside the
 * ledger: who rewrites the log and its seals cannot make the same mark again.
 */
export const markOf = (region: string, seal: PeriodSeal): string =>
  createHash('sha256')
    .update(JSON.stringify(['regieboek seal 1', region, sorted(seal)]))
    .digest('hex');

/** A value with the fields of its objects in order of name, whatever order a log gives them in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)]);
}
