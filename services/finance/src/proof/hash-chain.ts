/**
 * Tamper evidence: a SHA-256 chain over the events of a region in blocks, so that a changed, removed, inserted or moved event is
 * noticed, and the first block that differs is known. A block is made of leaves, digests of 1,024 events each, which the log
 * computes in any order; only heads are chained.
 */
import { createHash } from 'node:crypto';
import { SPAN_EVENTS_MAX, type EventSpan } from '@regieboek/eventing';

/** Events of a leaf; the last leaf of a chain may have fewer. */
export const LEAF_EVENTS = SPAN_EVENTS_MAX;
/** Most blocks that a seal names: blocks double in size before there are more. */
const BLOCKS_MAX = 256;

const DIGEST_BYTES = 32;

/** Number of events in a block for a log of this size: the smallest that gives at most 256 blocks. */
export function blockEventsFor(events: number): number {
  let size = LEAF_EVENTS;
  while (size * BLOCKS_MAX < events) size *= 2;
  return size;
}

/** True when a chain can have blocks of this many events. */
export const isBlockSize = (events: number): boolean =>
  Number.isSafeInteger(events) && events > 0 && events % LEAF_EVENTS === 0;

/** Spans of the leaves after the first `leaves` ones, up to a position. */
export const leavesTo = (position: number, leaves = 0): EventSpan[] =>
  Array.from({ length: Math.max(0, Math.ceil(position / LEAF_EVENTS) - leaves) }, (_, index) => {
    const after = (leaves + index) * LEAF_EVENTS;
    return { after, upTo: Math.min(position, after + LEAF_EVENTS) };
  });

/** Leaves of a chain, as bytes one after the other. */
export class Leaves {
  private bytes = Buffer.alloc(DIGEST_BYTES * 64);
  private length = 0;

  /** Number of leaves. */
  get count(): number {
    return this.length / DIGEST_BYTES;
  }

  /** Adds the next leaf, 32 bytes. */
  add(digest: Uint8Array): void {
    if (this.length === this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.length)]);
    this.bytes.set(digest, this.length);
    this.length += DIGEST_BYTES;
  }

  /** The first leaves of this chain, followed by others. */
  first(count: number, ...then: readonly Uint8Array[]): Leaves {
    const part = new Leaves();
    part.bytes = Buffer.concat([this.bytes.subarray(0, Math.min(count, this.count) * DIGEST_BYTES), ...then]);
    part.length = part.bytes.length;
    return part;
  }

  /**
   * Heads of the chain after each block, in hexadecimal: the SHA-256 of the head before it and the leaves of the block. The
   * last block may be shorter. Before the first is the name of the region, so that chains of two regions never agree.
   */
  heads(region: string, blockEvents: number): string[] {
    const [heads, size]: [string[], number] = [[], (blockEvents / LEAF_EVENTS) * DIGEST_BYTES];
    let head = `regieboek chain 2 ${region}`;
    for (let at = 0; at < this.length; at += size) {
      const block = this.bytes.subarray(at, Math.min(at + size, this.length));
      head = createHash('sha256').update(`${head}\n`).update(block).digest('hex');
      heads.push(head);
    }
    return heads;
  }
}
