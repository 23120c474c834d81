import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate, cents, formatEuro, multiplyHalfUp, sumCents } from './cents.js';

const amount = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });
const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 12 }).filter((all) => all.some((w) => w > 0));

describe('cents', () => {
  it('are conserved when divided, and no share is more than a cent from the exact one', () => {
    fc.assert(
      fc.property(amount, weights, (total, shares) => {
        const parts = allocate(total, shares);
        const sum = shares.reduce((a, b) => a + b, 0);
        expect(sumCents(parts)).toBe(total);
        parts.forEach((part, i) =>
          expect(Math.abs(part * sum - total * (shares[i] ?? 0))).toBeLessThan(sum + 1e-3 * sum),
        );
        parts.forEach((part, i) => shares[i] === 0 && expect(part).toBe(0));
      }),
      { seed: 20_251_130 },
    );
  });

  it('left over go to the largest remainder, and to the first of equal ones', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(101, [1, 4])).toEqual([20, 81]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  it('refuse weights that are negative or add up to zero', () => {
    expect(() => allocate(100, [0, 0])).toThrow(RangeError);
    expect(() => allocate(100, [2, -1])).toThrow(RangeError);
    expect(() => cents(1.5)).toThrow(RangeError);
  });

  it('round halves away from zero', () => {
    expect(multiplyHalfUp(11845, 485, 60)).toBe(95747);
    expect(multiplyHalfUp(1, 1, 2)).toBe(1);
    expect(multiplyHalfUp(-1, 1, 2)).toBe(-1);
    expect(multiplyHalfUp(1, 49, 100)).toBe(0);
  });

  it('are formatted the Dutch way for people', () => {
    expect(formatEuro(123456789)).toBe('1.234.567,89');
    expect(formatEuro(-5)).toBe('-0,05');
  });
});
