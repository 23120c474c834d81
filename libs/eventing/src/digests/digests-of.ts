import { createHash, type Hash } from 'node:crypto';
import { GapInLog } from '../event-log.js';
import type { DigestOptions, EncodedEvent, EventLog, EventSpan, Recorded, SpanDigest } from '../event-log.js';
import { EventBytes } from './event-bytes.js';
import { checkPrefix, checkSpans, readTogether } from './spans.js';

/** Input of digests when the store does not compute them. */
export type ReadableLog = Pick<EventLog, 'head' | 'readRegion' | 'readEncoded'>;

/** Spans whose digests are being computed, in order of their ends. */
class OpenSpans {
  readonly #spans: readonly EventSpan[];
  readonly #typePrefix: string | undefined;
  readonly #bytes: EventBytes;
  #next = 0;
  #open: { readonly span: EventSpan; readonly hash: Hash; readonly ofType: number[] }[] = [];

  constructor(region: string, spans: readonly EventSpan[], typePrefix: string | undefined) {
    this.#bytes = new EventBytes(region);
    this.#spans = spans;
    this.#typePrefix = typePrefix;
  }

  /** Adds the next event; returns the digests of spans that end with it. */
  add(event: Recorded | EncodedEvent): SpanDigest[] {
    this.#begin(event.position);
    this.#bytes.add(event);
    if (this.#typePrefix !== undefined && event.type.startsWith(this.#typePrefix))
      for (const { ofType } of this.#open) ofType.push(event.position);
    const isEnd = this.#open[0]?.span.upTo === event.position;
    if (isEnd || this.#bytes.isFull) this.#hash();
    return isEnd ? this.#end(event.position) : [];
  }

  #begin(position: number): void {
    for (let span = this.#spans[this.#next]; span && span.after < position; span = this.#spans[this.#next]) {
      this.#hash();
      this.#open.push({ span, hash: createHash('sha256'), ofType: [] });
      this.#next += 1;
    }
  }

  #hash(): void {
    this.#bytes.drainTo(this.#open.map(({ hash }) => hash));
  }

  #end(position: number): SpanDigest[] {
    const ended = this.#open.filter(({ span }) => span.upTo === position);
    this.#open = this.#open.filter(({ span }) => span.upTo !== position);
    return ended.map(({ span, hash, ofType }) => ({ ...span, digest: hash.digest(), ofType }));
  }
}

async function* inOneReading(
  log: ReadableLog,
  region: string,
  spans: readonly EventSpan[],
  { typePrefix }: DigestOptions,
): AsyncGenerator<SpanDigest> {
  const open = new OpenSpans(region, spans, typePrefix);
  let position = spans[0]?.after ?? 0;
  const upTo = spans.at(-1)?.upTo ?? 0;
  const gap = (found: number) => new GapInLog(`Region ${region}`, position + 1, found);
  const range = { after: position, upTo };
  for await (const batch of log.readEncoded?.(region, range) ?? log.readRegion(region, range))
    for (const event of batch) {
      if (event.position !== position + 1) throw gap(event.position);
      position = event.position;
      yield* open.add(event);
    }
  if (position < upTo) throw gap(upTo + 1);
}

/**
 * Computes the digests of EventLog.digests in this process, from the events of any log, so that the store need not be trusted.
 * Uses the recorded JSON where the log provides it; otherwise serializes the data again, which gives the same text.
 */
export async function* digestsOf(
  log: ReadableLog,
  region: string,
  spans: readonly EventSpan[],
  options: DigestOptions = {},
): AsyncGenerator<SpanDigest> {
  checkPrefix(options.typePrefix);
  checkSpans(spans, await log.head(region));
  for (const together of readTogether(spans)) yield* inOneReading(log, region, together, options);
}
