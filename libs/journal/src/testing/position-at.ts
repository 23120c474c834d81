import type { Day } from '@regieboek/kernel';
import { endOfDutchDay } from '../history/known-at.js';

/** The part of the event log that gives the times of its events. */
interface DatedLog {
  readRegion(
    region: string,
    options?: { after?: number; upTo?: number },
  ): AsyncIterable<readonly { position: number; recordedAt: string }[]>;
}

/**
 * Position of a region at the end of a Dutch calendar day; 0 without events. It ends before the first event recorded
 * later, so the answer for a day does not change once an event of a later day exists.
 */
export async function positionAt(log: DatedLog, region: string, day: Day): Promise<number> {
  const end = endOfDutchDay(day);
  let position = 0;
  for await (const batch of log.readRegion(region)) {
    for (const recorded of batch) {
      if (recorded.recordedAt >= end) return position;
      position = recorded.position;
    }
  }
  return position;
}
