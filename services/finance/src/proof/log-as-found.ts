import { EventsRemoved, GapInLog, UnreadableEvent, type EventLog } from '@regieboek/eventing';
import { UnknownEvent } from '@regieboek/events';
import type { RecordedPeriodEvent } from '../domain/periods/periods.js';
import { asPeriodEvent } from '../read-model/books/book-events.js';
import { Leaves, leavesTo } from './hash-chain.js';
import { digestsIn, type LeafLog } from './leaf-digests.js';
import type { PlacedSeal, ProofFault } from './proof.js';
import { watched, type Watch } from '../runs/watch.js';

/** The log of a region as it is: its leaves, its events about periods, and its unreadable places. */
export interface LogAsFound {
  readonly leaves: Leaves;
  readonly events: readonly RecordedPeriodEvent[];
  readonly seals: readonly PlacedSeal[];
  /** Position that it can be read up to. */
  readonly head: number;
  readonly faults: readonly ProofFault[];
}

const reading = [GapInLog, UnknownEvent, UnreadableEvent, EventsRemoved, SyntaxError];

/** True when a log failed because of its content, which is a fault of the log. */
export const isOfReading = (error: unknown): error is Error => reading.some((one) => error instanceof one);

const textOf = (error: Error): string =>
  error instanceof SyntaxError ? 'an event is not JSON: restore the log from a backup' : error.message;

/** Leaves and the positions of events about periods, as far as the log is readable. */
interface Scanned {
  readonly leaves: Leaves;
  readonly ofPeriods: number[];
  readonly head: number;
  readonly faults: readonly ProofFault[];
}

async function scanned(leafLog: LeafLog, head: number, watch: Watch): Promise<Scanned> {
  const [leaves, ofPeriods]: [Leaves, number[]] = [new Leaves(), []];
  let reached = 0;
  const take = async (upTo: number) => {
    for await (const leaf of digestsIn(leafLog, leavesTo(upTo, leaves.count), watch)) {
      leaves.add(leaf.digest);
      ofPeriods.push(...leaf.ofType);
      reached = leaf.upTo;
    }
  };
  try {
    await take(head);
    return { leaves, ofPeriods, head, faults: [] };
  } catch (error) {
    if (!isOfReading(error)) throw error;
    // Events before a gap are readable: their seals still count.
    if (error instanceof GapInLog && error.expected - 1 > reached) await take(error.expected - 1);
    return { leaves, ofPeriods, head: reached, faults: [faultAfter(reached, error)] };
  }
}

const faultAfter = (position: number, error: Error): ProofFault => ({
  place: `after position ${position}`,
  text: textOf(error),
});

/** First unreadable place in the log, if any: invalid JSON, or an unknown event. */
export async function unreadableIn(
  log: Pick<EventLog, 'readRegion'>,
  region: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<{ readonly reached: number; readonly fault: ProofFault } | undefined> {
  let reached = after;
  try {
    for await (const batch of log.readRegion(region, { after, upTo }))
      for (const recorded of batch) {
        asPeriodEvent(recorded);
        reached = recorded.position;
      }
    return undefined;
  } catch (error) {
    if (!isOfReading(error)) throw error;
    return { reached, fault: faultAfter(reached, error) };
  }
}

/** The events about periods at these positions. */
async function periodEventsAt(
  { log, region }: LeafLog,
  positions: readonly number[],
): Promise<{ readonly events: RecordedPeriodEvent[]; readonly faults: ProofFault[] }> {
  const [events, faults]: [RecordedPeriodEvent[], ProofFault[]] = [[], []];
  for (const position of positions) {
    try {
      for await (const batch of log.readRegion(region, { after: position - 1, upTo: position }))
        events.push(...batch.flatMap((recorded) => asPeriodEvent(recorded) ?? []));
    } catch (error) {
      if (!isOfReading(error)) throw error;
      faults.push({ place: `position ${position}`, text: textOf(error) });
    }
  }
  return { events, faults };
}

const sealsIn = (events: readonly RecordedPeriodEvent[]): PlacedSeal[] =>
  events.flatMap((recorded) =>
    recorded.event.type === 'finance.period-sealed.v1' ? [{ ...recorded, seal: recorded.event.data }] : [],
  );

/**
 * Reads the whole log of a region once, for its leaves and its seals, and the events after the newest seal, which no chain covers
 * yet. What cannot be read is a fault.
 */
export async function logAsFound(leafLog: LeafLog, head: number, watch: Watch): Promise<LogAsFound> {
  const { log, region } = leafLog;
  const scan = await scanned(leafLog, head, watch);
  const { events, faults } = await periodEventsAt(leafLog, scan.ofPeriods);
  const seals = sealsIn(events);
  const covered = Math.max(0, ...seals.map(({ seal, position }) => (seal.position < position ? seal.position : 0)));
  const later = { after: covered, upTo: scan.head };
  const unreadable = await unreadableIn(watched(log, watch, scan.head), region, later);
  return {
    leaves: scan.leaves,
    events,
    seals,
    head: unreadable?.reached ?? scan.head,
    faults: [...scan.faults, ...faults, ...(unreadable ? [unreadable.fault] : [])],
  };
}
