import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, toDay } from '@regieboek/kernel';
import { monthCount, MONTHS_MAX, monthsAsked, MonthsRefused, monthsOf } from './month-range.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const range = (from: string, to: string) => ({ from: month(from), to: month(to) });

describe('a range of months', () => {
  it('is counted and listed consistently, each month once and in order', () => {
    const some = fc.integer({ min: 0, max: 40_000 }).map((day) => monthOf(day));
    fc.assert(
      fc.property(some, some, (from, to) => {
        const months = monthsOf({ from, to });
        expect(months).toHaveLength(Math.max(0, monthCount({ from, to })));
        expect([...new Set(months)].sort()).toEqual(months);
        expect(months.at(-1) ?? to).toBe(to);
      }),
      { seed: 20261122, numRuns: 100 },
    );
  });

  it('may contain the last months of the calendar', () => {
    expect(monthsOf(range('9999-11', '9999-12'))).toEqual(['9999-11', '9999-12']);
  });

  it('is at most twenty years, and the first month comes first; otherwise the message names the remedy', () => {
    expect(monthsAsked(range('2015-01', '2034-12'))).toHaveLength(MONTHS_MAX);
    expect(() => monthsAsked(range('2015-01', '2035-01'))).toThrow(
      new MonthsRefused('2015-01 to 2035-01 are 241 months, and the maximum is 240: choose fewer months'),
    );
    expect(() => monthsAsked(range('0001-01', '9999-12'))).toThrow(MonthsRefused);
    expect(() => monthsAsked(range('2025-02', '2025-01'))).toThrow('2025-01 precedes 2025-02');
  });
});
