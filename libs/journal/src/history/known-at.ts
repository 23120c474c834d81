import { civil, dayOf, fromDay, toDay, weekdayOf, type Day } from '@regieboek/kernel';

const lastSundayOf = (year: number, month: 3 | 10): Day => {
  const last = dayOf(year, month, 31);
  return last - (weekdayOf(last) % 7);
};

/** Summer time (zomertijd, Directive 2000/84/EC) applies at midnights after the last Sunday of March, through that of October. */
const isSummerAtMidnight = (day: Day): boolean => {
  const { year } = civil(day);
  return lastSundayOf(year, 3) < day && day <= lastSundayOf(year, 10);
};

/** First moment after a day in the Netherlands, as ISO 8601 text in UTC; by the rules of 1996 and later. */
export const endOfDutchDay = (day: Day): string =>
  `${fromDay(day)}T${isSummerAtMidnight(day + 1) ? '22' : '23'}:00:00.000Z`;

/** Day in the Netherlands of a moment, given as ISO 8601 text in UTC. */
export function dutchDayOf(moment: string): Day {
  const day = toDay(moment.slice(0, 10));
  return moment < endOfDutchDay(day) ? day : day + 1;
}
