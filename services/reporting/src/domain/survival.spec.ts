import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanInterval, restrictedMeanInterval } from './bootstrap.js';
import { isMeanEstimable, isMedianEstimable, medianOf, restrictedMean, survival, type Observed } from './survival.js';
import { medianInterval } from './survival-points.js';

const seen = (days: number, ended: boolean, entry = 0): Observed => ({ entry, days, ended });

describe('survival of stays', () => {
  const stays = [seen(10, true), seen(20, true), seen(30, true), seen(15, false), seen(40, false)];

  it('returns the worked example: ended 10, 20, 30 and ongoing 15, 40 days', () => {
    const curve = survival(stays);
    expect(curve.map(({ days }) => days)).toEqual([10, 20, 30]);
    expect(curve.map(({ surviving }) => Number(surviving.toFixed(4)))).toEqual([0.8, 0.5333, 0.2667]);
    expect(medianOf(curve)).toBe(30);
    expect(restrictedMean(curve, 40)).toBeCloseTo(26, 10);
  });

  it('has no figures decided by a step to zero with fewer than five at risk', () => {
    const few = survival([seen(5, true), seen(400, true, 100), seen(500, false, 200), seen(665, false, 300)]);
    expect([isMedianEstimable(few), isMeanEstimable(few, 730)]).toEqual([false, false]);
    const enough = survival(Array.from({ length: 5 }, () => seen(5, true)));
    expect([isMedianEstimable(enough), isMeanEstimable(enough, 730)]).toEqual([true, true]);
    const later = survival([...Array.from({ length: 9 }, (_, i) => seen(10 + i, true)), seen(900, true)]);
    expect([isMedianEstimable(later), isMeanEstimable(later, 730), isMeanEstimable(later, 1000)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('has an interval around its median and its means, the same each time', () => {
    const many = Array.from({ length: 80 }, (_, i) => seen(1 + ((i * 37) % 300), i % 3 > 0));
    const curve = survival(many);
    const median = medianOf(curve) ?? Number.NaN;
    const { low = Number.NaN, high = null } = medianInterval(curve) ?? {};
    expect(low).toBeLessThan(median);
    expect(high).toBeGreaterThan(median);
    const mean = restrictedMeanInterval(many, 730);
    expect(mean?.low).toBeLessThan(restrictedMean(curve, 730));
    expect(mean?.high).toBeGreaterThan(restrictedMean(curve, 730));
    expect(restrictedMeanInterval(many, 730)).toEqual(mean);
    expect(meanInterval([7, 7, 7])).toEqual({ low: 7, high: 7 });
    expect(meanInterval([])).toBeNull();
    expect(medianInterval(survival([seen(10, true), seen(20, false), seen(20, false)]))).toBeNull();
  });

  it('has no spread when all stays are equal', () => {
    const alike = Array.from({ length: 6 }, () => seen(40, true, 10));
    expect(restrictedMeanInterval(alike, 730)).toEqual({ low: 40, high: 40 });
  });

  it('counts the stays at risk as a count of each stay at each step does', () => {
    const stay = fc.record({ entry: fc.nat(20), more: fc.nat(30), ended: fc.boolean() });
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 25 }), (drawn) => {
        const stays = drawn.map(({ entry, more, ended }) => seen(entry + Math.max(more, 1), ended, entry));
        for (const { days, atRisk } of survival(stays))
          expect(atRisk).toBe(stays.filter((one) => one.days >= days && (one.entry < days || one.entry === 0)).length);
      }),
      { seed: 20250313, numRuns: 300 },
    );
  });

  it('has no median while more than half are ongoing', () => {
    expect(medianOf(survival([seen(10, true), seen(20, false), seen(20, false)]))).toBeNull();
    expect(medianOf(survival([]))).toBeNull();
  });

  it('does not count a stay as at risk before it was first observed', () => {
    const [first] = survival([seen(10, true), seen(300, false, 200)]);
    expect(first).toEqual({ days: 10, surviving: 0, atRisk: 1, ended: 1 });
  });

  it('is the share of stays longer than a duration when all stays ended', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (durations) => {
        for (const { days, surviving } of survival(durations.map((d) => seen(d, true)))) {
          expect(surviving).toBeCloseTo(durations.filter((d) => d > days).length / durations.length, 9);
        }
      }),
      { seed: 20_251_130 },
    );
  });
});
