import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstDayOf, lastDayOf, OPEN, parseMonth, toDay, type Interval } from '@regieboek/kernel';
import { assignedValue, evenly } from './assigned-value.js';

function monthOf(text: string): Interval {
  const month = parseMonth(text);
  if (!month) throw new Error(`${text} is not a month`);
  return { from: firstDayOf(month), to: lastDayOf(month) };
}
const year: Interval = { from: toDay('2025-01-01'), to: toDay('2025-12-31') };
const february = { days: monthOf('2025-02'), assigned: year };
const terms = (volume: number | null, frequency: '1' | '2' | '4' | '6', budgetCents: number | null = null) => ({
  ...{ volume, frequency, budgetCents },
});

describe('the expected value of ambulatory care in a month', () => {
  it.each([
    ['per day', terms(2, '1'), 56, 56],
    ['per week, of seven equal days, while the most counts every week it touches', terms(4, '2'), 16, 20],
    ['per month', terms(10, '4'), 10, 10],
    ['in total, spread evenly over the assignment, while the most is the total', terms(365, '6'), 28, 365],
  ])('is what is assigned %s', (_, assigned, volume, most) => {
    expect(assignedValue(assigned, '04', february, 100)).toEqual({
      ...{ basis: 'assigned-volume', volume, cents: volume * 100, most },
    });
  });

  it('is the part of a budget that falls in the month', () => {
    expect(assignedValue(terms(null, '6', 36_500), '83', february, 0)).toMatchObject({ cents: 2_800, most: 36_500 });
  });

  it('is the whole total for an assignment without an end', () => {
    const open = { days: february.days, assigned: { from: year.from, to: OPEN } };
    expect(assignedValue(terms(365, '6'), '04', open, 100).volume).toBe(365);
  });

  it('adds up to the total over consecutive parts of an assignment', () => {
    const cut = fc.integer({ min: 0, max: 363 });
    fc.assert(
      fc.property(fc.nat(1_000_000), cut, (total, days) => {
        const to = year.from + days;
        const first = evenly(total, { days: { from: year.from, to }, assigned: year });
        const second = evenly(total, { days: { from: to + 1, to: year.to }, assigned: year });
        expect(first + second).toBe(total);
      }),
      { seed: 22, numRuns: 200 },
    );
  });
});
