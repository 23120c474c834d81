import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, parseMonth, toDay, type Month } from '@regieboek/kernel';
import { MonthNumbers } from './numbers.js';

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};

const day = fc.integer({ min: toDay('2023-12-20'), max: toDay('2024-05-10') });

describe('numbers of months', () => {
  const months = new MonthNumbers({ from: month('2024-01'), to: month('2024-03') });

  it('give the month that contains both days of a period, and none otherwise', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        const isWithin = from <= to && monthOf(from) === monthOf(to);
        expect(months.of(from, to)).toBe(isWithin ? months.months.indexOf(monthOf(from)) : -1);
      }),
      { seed: 20240131, numRuns: 2_000 },
    );
  });

  it('give no month when the last month precedes the first', () => {
    const none = new MonthNumbers({ from: month('2024-03'), to: month('2024-02') });
    expect([none.months, none.of(toDay('2024-03-01'), toDay('2024-03-01'))]).toEqual([[], -1]);
  });
});
