import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, intersect, lengthInDays, merge, OPEN, subtract, type Interval } from './intervals.js';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, days]) => ({ from, to: from + days }));
const days = Array.from({ length: 90 }, (_, day) => day);
const any = (all: readonly Interval[], day: number) => all.some((one) => covers(one, day));

describe('intervals, against a day-by-day oracle', () => {
  it('merge covers exactly the days of its parts, in order and apart', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), fc.integer({ min: 0, max: 5 }), (parts, gap) => {
        const merged = merge(parts, gap);
        const exact = merge(parts);
        days.forEach((day) => expect(any(exact, day)).toBe(any(parts, day)));
        merged.slice(1).forEach((next, i) => expect(next.from - (merged[i]?.to ?? 0)).toBeGreaterThan(gap + 1));
      }),
      { seed: 20_251_130 },
    );
  });

  it('subtract leaves the days that are in no hole', () => {
    fc.assert(
      fc.property(interval, fc.array(interval, { maxLength: 5 }), (whole, holes) => {
        const rest = subtract(whole, holes);
        days.forEach((day) => expect(any(rest, day)).toBe(covers(whole, day) && !any(holes, day)));
      }),
      { seed: 20_251_131 },
    );
  });

  it('intersect keeps the days of both', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const both = intersect(a, b);
        days.forEach((day) => expect(both ? covers(both, day) : false).toBe(covers(a, day) && covers(b, day)));
      }),
      { seed: 20_251_132 },
    );
  });

  it('an open interval absorbs all later intervals', () => {
    expect(
      merge([
        { from: 1, to: OPEN },
        { from: 50, to: 60 },
      ]),
    ).toEqual([{ from: 1, to: OPEN }]);
    expect(subtract({ from: 1, to: OPEN }, [{ from: 5, to: 9 }])).toEqual([
      { from: 1, to: 4 },
      { from: 10, to: OPEN },
    ]);
    expect(lengthInDays({ from: 1, to: OPEN })).toBe(Infinity);
  });
});
