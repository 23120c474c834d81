import { createHash } from 'node:crypto';
import type { EventLog, EventSpan } from '../event-log.js';
import { SPAN_EVENTS_MAX } from './spans.js';

const spansUpTo = (upTo: number): EventSpan[] =>
  Array.from({ length: Math.ceil(upTo / SPAN_EVENTS_MAX) }, (_, index) => ({
    after: index * SPAN_EVENTS_MAX,
    upTo: Math.min(upTo, (index + 1) * SPAN_EVENTS_MAX),
  }));

/** Start of a running digest: 32 zero bytes. */
const RUNNING_START: Uint8Array = new Uint8Array(32);

/** The running digest after one more span: SHA-256 of the digest before it and that of the span. */
const runningAfter = (before: Uint8Array, span: Uint8Array): Uint8Array =>
  createHash('sha256').update(before).update(span).digest();

/**
 * Running digest of the events of a region up to a position, as 64 hexadecimal digits: a chain over the digests of spans that end at
 * multiples of 1,024. The same events have the same running digest in every store. Throws GapInLog.
 */
export async function runningDigest(
  log: Pick<EventLog, 'digests'>,
  region: string,
  upTo: number,
  onSpan: (position: number) => void = () => undefined,
): Promise<string> {
  let running = RUNNING_START;
  for await (const { digest, upTo: position } of log.digests(region, spansUpTo(upTo))) {
    running = runningAfter(running, digest);
    onSpan(position);
  }
  return Buffer.from(running).toString('hex');
}
