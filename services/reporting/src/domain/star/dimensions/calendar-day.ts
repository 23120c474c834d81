import { fromDay, isoWeekIndex, toDay, weekdayOf, type Day } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { day, integer, month, table, text } from '../table.js';

const columns = {
  day: day('dag', 'day'),
  year: integer('kalenderjaar', 'calendar year'),
  quarter: text('kwartaal, zoals 2025-q4', 'quarter, such as 2025-q4'),
  calendar_month: month('maand', 'month'),
  week_year: integer('jaar van de ISO-week', 'year of the ISO week'),
  week: integer('nummer van de ISO-week', 'number of the ISO week'),
  weekday: integer('dag van de week, 1 is maandag', 'day of the week, 1 is Monday'),
} as const;

/** Week of a day by ISO 8601: it belongs to the year of its Thursday. */
function isoWeekOf(day: Day): { week_year: number; week: number } {
  const thursday = day - weekdayOf(day) + 4;
  const year = Number(fromDay(thursday).slice(0, 4));
  return { week_year: year, week: isoWeekIndex(thursday) - isoWeekIndex(firstThursdayOf(year)) + 1 };
}

/** The fourth of January is always in the first ISO week. */
function firstThursdayOf(year: number): Day {
  const fourth = toDay(`${String(year).padStart(4, '0')}-01-04`);
  return fourth - weekdayOf(fourth) + 4;
}

/** Days of the months that the facts refer to. */
export const calendarDay = table<KnownRegion, typeof columns>({
  name: 'day',
  kind: 'dimension',
  grain: { nl: 'een dag', en: 'a day' },
  key: ['day'],
  columns,
  *rows({ window: { from, to } }) {
    for (let one = from; one <= to; one += 1) {
      const date = fromDay(one);
      const [year, number] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
      yield {
        ...{ day: date, year, quarter: `${year}-q${Math.ceil(number / 3)}`, calendar_month: date.slice(0, 7) },
        ...isoWeekOf(one),
        weekday: weekdayOf(one),
      };
    }
  },
});
