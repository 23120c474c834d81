import { NotRestorable } from '../event-log.js';
import type { EncodedEvent } from '../event-log.js';
import { RestoredEvents, type RestoredEvent } from './restored-events.js';

/** Access of `restoreRegion` to a store. */
export interface RestoreTarget {
  /** Largest number of events, and of bytes of their data, that `write` takes. */
  readonly eventsMax: number;
  readonly bytesMax: number;
  /**
   * Records events that follow each other. Those that the store holds already must be the same. Throws NotRestorable at the first that
   * is not.
   */
  write(events: readonly RestoredEvent[]): Promise<void>;
  /** Last position of the region in the store. */
  head(): Promise<number>;
}

/** The checked events in lots that the target takes; an event larger than a lot has one of its own. */
async function* lotsOf(
  checked: RestoredEvents,
  batches: AsyncIterable<readonly EncodedEvent[]>,
  { eventsMax, bytesMax }: RestoreTarget,
): AsyncGenerator<readonly RestoredEvent[]> {
  let lot: RestoredEvent[] = [];
  let bytes = 0;
  for await (const batch of batches)
    for (const one of batch) {
      const event = checked.next(one);
      const size = one.json.byteLength + one.metaJson.byteLength + event.stream.length + 2 * event.type.length;
      if (lot.length > 0 && (lot.length === eventsMax || bytes + size > bytesMax)) {
        yield lot;
        lot = [];
        bytes = 0;
      }
      lot.push(event);
      bytes += size;
    }
  if (lot.length > 0) yield lot;
}

/** Records a region from its first event, as `EventLog.restore` says: one lot is written while the next one is checked. */
export async function restoreRegion(
  region: string,
  batches: AsyncIterable<readonly EncodedEvent[]>,
  target: RestoreTarget,
): Promise<number> {
  const checked = new RestoredEvents(region);
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const lot of lotsOf(checked, batches, target)) {
      await writing;
      writing = target.write(lot);
      // A failure is thrown when it is awaited; until then it is not unhandled.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  const head = await target.head();
  if (head !== checked.position)
    throw new NotRestorable(
      region,
      checked.position + 1,
      `the region has ${head - checked.position} more events than these`,
    );
  return head;
}
