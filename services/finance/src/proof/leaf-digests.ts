import { digestsOf, type EventLog, type EventSpan, type SpanDigest } from '@regieboek/eventing';
import { blockEventsFor, Leaves, leavesTo } from './hash-chain.js';
import { pause, type Watch } from '../runs/watch.js';

/** The log of a region as its chains are made of it. */
export interface LeafLog {
  readonly log: EventLog;
  readonly region: string;
  /** Whether events are read and hashed here, also when the store of the log can hash them. */
  readonly fromScratch?: boolean;
}

/** Type prefix of the events about periods. */
const OF_PERIODS = 'finance.period-';

/** Digests of spans of a region with the positions of the events about periods in them, streamed. */
export async function* digestsIn(
  { log, region, fromScratch = false }: LeafLog,
  spans: readonly EventSpan[],
  watch: Watch,
): AsyncGenerator<SpanDigest> {
  const total = spans.at(-1)?.upTo ?? 0;
  const options = { typePrefix: OF_PERIODS };
  watch.signal?.throwIfAborted();
  for await (const one of fromScratch ? digestsOf(log, region, spans, options) : log.digests(region, spans, options)) {
    yield one;
    await pause(watch, { step: 'reading', done: one.upTo, total });
  }
}

/** The chain over a region up to a position, as a seal contains it. */
export async function chainTo(
  leafLog: LeafLog,
  position: number,
  watch: Watch,
): Promise<{ readonly blockEvents: number; readonly heads: string[] }> {
  const leaves = new Leaves();
  for await (const { digest } of digestsIn(leafLog, leavesTo(position), watch)) leaves.add(digest);
  const blockEvents = blockEventsFor(position);
  return { blockEvents, heads: leaves.heads(leafLog.region, blockEvents) };
}
