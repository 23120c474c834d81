import { civil, dayOf, fromDay, weekdayOf, type Day } from '@regieboek/kernel';

/** The part of the event log that says when its events were recorded. */
export interface DatedLog {
  readRegion(
    region: string,
    options?: { after?: number; upTo?: number },
  ): AsyncIterable<readonly { position: number; recordedAt: string }[]>;
}

const lastSundayOf = (year: number, month: 3 | 10): Day => {
  const last = dayOf(year, month, 31);
  return last - (weekdayOf(last) % 7);
};

/** Summer time (zomertijd, Directive 2000/84/EC) holds at midnights after the last Sunday of March, through that of October. */
const isSummerAtMidnight = (day: Day): boolean => {
  const { year } = civil(day);
  return lastSundayOf(year, 3) < day && day <= lastSundayOf(year, 10);
};

/** First moment after a day in the Netherlands, as ISO 8601 text in UTC; by the rules of 1996 and later. */
export const endOfDutchDay = (day: Day): string =>
  `${fromDay(day)}T${isSummerAtMidnight(day + 1) ? '22' : '23'}:00:00.000Z`;

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
