import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { medianOf, restrictedMean, survival, type Observed } from './survival.js';

const seen = (days: number, ended: boolean, entry = 0): Observed => ({ entry, days, ended });

describe('survival of stays', () => {
  const stays = [seen(10, true), seen(20, true), seen(30, true), seen(15, false), seen(40, false)];

  it('gives the worked example: ended 10, 20, 30 and ongoing 15, 40 days', () => {
    const curve = survival(stays);
    expect(curve.map(({ days }) => days)).toEqual([10, 20, 30]);
    expect(curve.map(({ surviving }) => Number(surviving.toFixed(4)))).toEqual([0.8, 0.5333, 0.2667]);
    expect(medianOf(curve)).toBe(30);
    expect(restrictedMean(curve, 40)).toBeCloseTo(26, 10);
  });

  it('has no median while more than half go on', () => {
    expect(medianOf(survival([seen(10, true), seen(20, false), seen(20, false)]))).toBeNull();
    expect(medianOf(survival([]))).toBeNull();
  });

  it('does not count a stay as at risk before it came into view', () => {
    const [first] = survival([seen(10, true), seen(300, false, 200)]);
    expect(first).toEqual({ days: 10, surviving: 0, atRisk: 1, ended: 1 });
  });

  it('is the plain share that outlast a duration when all stays ended', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (durations) => {
        for (const { days, surviving } of survival(durations.map((d) => seen(d, true)))) {
          expect(surviving).toBeCloseTo(durations.filter((d) => d > days).length / durations.length, 9);
        }
      }),
    );
  });
});
