import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import type { KnownRegion } from '../known.js';
import { calendarDay } from './calendar-day.js';

const rowsOf = (from: string, to: string) => [
  ...calendarDay.rows({ window: { from: toDay(from), to: toDay(to) } } as KnownRegion),
];

describe('the dimension of days', () => {
  it.each([
    ['2020-12-31', 2020, 53, 4],
    ['2021-01-03', 2020, 53, 7],
    ['2021-01-04', 2021, 1, 1],
    ['2024-12-30', 2025, 1, 1],
    ['2026-11-30', 2026, 49, 1],
  ])('puts %s in ISO week %d-%d, on weekday %d', (day, year, week, weekday) => {
    expect(rowsOf(day, day)).toEqual([expect.objectContaining({ day, week_year: year, week, weekday })]);
  });

  it('has every day of a window once, in order, with its quarter and month', () => {
    const rows = rowsOf('2024-02-28', '2024-03-01');
    expect(rows.map(({ day }) => day)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(rows[1]).toMatchObject({ year: 2024, quarter: '2024-q1', calendar_month: '2024-02' });
  });

  it('has seven days in every ISO week of twenty years', () => {
    const weeks = Map.groupBy(
      rowsOf('2015-01-05', '2034-12-31'),
      (row) => `${String(row['week_year'])}-${String(row['week'])}`,
    );
    expect([...weeks.values()].every((days) => days.length === 7)).toBe(true);
  });
});
