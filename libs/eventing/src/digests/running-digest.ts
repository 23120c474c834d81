import { createHash, type Hash } from 'node:crypto';
import { GapInLog } from '../event-log.js';
import type { EncodedEvent, EventLog, EventSpan, Recorded } from '../event-log.js';
import { EventBytes } from './event-bytes.js';
import { SPAN_EVENTS_MAX } from './spans.js';

/** A place in a region from which a running digest can go on: a multiple of 1,024 positions, and the digest there. */
export interface DigestStart {
  readonly position: number;
  /** 64 hexadecimal digits. */
  readonly digest: string;
}

/** The beginning of every region. */
export const DIGEST_START: DigestStart = { position: 0, digest: '0'.repeat(64) };

/** The digest after a span: SHA-256 over the digest before it, in 32 bytes, and the digest of the span. */
export const spanChain = (before: string, span: Uint8Array): string =>
  createHash('sha256').update(Buffer.from(before, 'hex')).update(span).digest('hex');

/**
 * Running digest of a region: a chain over the digests of its spans of 1,024 events, of which the last may be shorter. The same events
 * give the same digest in every store, and whatever the sizes of the batches in which they were read.
 */
export class RunningDigest {
  readonly #region: string;
  readonly #bytes: EventBytes;
  #start: DigestStart;
  #span: Hash = createHash('sha256');
  #position: number;

  constructor(region: string, start: DigestStart = DIGEST_START) {
    this.#region = region;
    this.#bytes = new EventBytes(region);
    this.#start = start;
    this.#position = start.position;
  }

  /** Position of the last event added. */
  get position(): number {
    return this.#position;
  }

  /** Start of the last span, before its events: a digest that begins here and adds the same events has the same value. */
  get start(): DigestStart {
    return this.#start;
  }

  /** Adds the next event. Throws GapInLog unless it follows, and UnreadableEvent when it cannot come from this log. */
  add(event: Recorded | EncodedEvent): void {
    const { position } = event;
    if (position !== this.#position + 1) throw new GapInLog(`Region ${this.#region}`, this.#position + 1, position);
    if (this.#position - this.#start.position === SPAN_EVENTS_MAX) this.#nextSpan();
    this.#bytes.add(event);
    this.#position = position;
    if (this.#bytes.isFull) this.#bytes.drainTo([this.#span]);
  }

  #nextSpan(): void {
    this.#start = { position: this.#position, digest: this.value() };
    this.#span = createHash('sha256');
  }

  /** The digest of all events so far: 64 hexadecimal digits. */
  value(): string {
    if (this.#position === this.#start.position) return this.#start.digest;
    this.#bytes.drainTo([this.#span]);
    return spanChain(this.#start.digest, this.#span.copy().digest());
  }
}

function* spansUpTo(from: number, upTo: number): Generator<EventSpan> {
  for (let after = from; after < upTo; after += SPAN_EVENTS_MAX)
    yield { after, upTo: Math.min(after + SPAN_EVENTS_MAX, upTo) };
}

/**
 * Running digest of a region of a log up to a position, from a start on, from the digests of `EventLog.digests`. Throws GapInLog, and
 * InvalidRequest when the position is beyond the head. Ends early, with the reason of the signal, when it aborts.
 */
export async function runningDigest(
  log: Pick<EventLog, 'digests'>,
  region: string,
  upTo: number,
  { start = DIGEST_START, signal }: { readonly start?: DigestStart; readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  let { digest } = start;
  if (upTo === start.position) return digest;
  for await (const span of log.digests(region, [...spansUpTo(start.position, upTo)])) {
    signal?.throwIfAborted();
    digest = spanChain(digest, span.digest);
  }
  return digest;
}
