import type { Day } from '@regieboek/kernel';
import { endOfDutchDay } from '../history/known-at.js';

/** The part of the event log that says when its events were recorded. */
interface DatedLog {
  readRegion(
    region: string,
    options?: { after?: number; upTo?: number },
  ): AsyncIterable<readonly { position: number; recordedAt: string }[]>;
}

/**
 * Position up to which a region was known at the end of a day in the Netherlands; 0 when nothing was. It ends before the
 * first event that was recorded later, so that the answer for a day never changes once an event of a later day is there.
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
