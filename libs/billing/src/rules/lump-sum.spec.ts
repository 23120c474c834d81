import { describe, expect, it } from '@jest/globals';
import { sumCents, type Month } from '@regieboek/kernel';
import { divide, twelfth, type AllocationKey } from './lump-sum.js';
import fc from 'fast-check';

const shares = { '0505': 50, '0512': 30, '0590': 20 };
const use = { '0505': 600, '0512': 300, '0590': 100 };
const million = 100_000_000;
const result = (key: AllocationKey, days = use) => Object.fromEntries(divide(million, key, days));

describe('a lump sum', () => {
  it('is divided by a fixed key', () =>
    expect(result({ model: 'fixed', shares })).toEqual({ '0505': 50_000_000, '0512': 30_000_000, '0590': 20_000_000 }));

  it('is divided by use, and by the fallback when nobody used it', () => {
    expect(result({ model: 'use', fallback: shares })).toEqual({
      '0505': 60_000_000,
      '0512': 30_000_000,
      '0590': 10_000_000,
    });
    expect(divide(million, { model: 'use', fallback: shares }, {}).get('0505')).toBe(50_000_000);
  });

  it('is divided 40% by key and 60% by use', () =>
    expect(result({ model: 'hybrid', fixedPercent: 40, shares })).toEqual({
      '0505': 56_000_000,
      '0512': 30_000_000,
      '0590': 14_000_000,
    }));

  it('is divided by the mean of several years', () =>
    expect(
      result({ model: 'multi-year', history: { '2023': { '0505': 10 }, '2024': { '0505': 20, '0512': 30 } } }),
    ).toEqual({
      '0505': 50_000_000,
      '0512': 50_000_000,
    }));

  it('gives the odd cent to the lowest code', () => {
    const thirds = divide(100, { model: 'fixed', shares: { '0590': 1, '0505': 1, '0512': 1 } }, {});
    expect([...thirds]).toEqual([
      ['0505', 34],
      ['0512', 33],
      ['0590', 33],
    ]);
  });

  it('adds up over municipalities and over the months of a year', () => {
    const days = fc.dictionary(fc.constantFrom('0505', '0512', '0590', '0610'), fc.nat(4000), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.nat(5_000_000_00), fc.nat(100), days, (yearly, fixedPercent, used) => {
        const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}` as Month);
        expect(sumCents(months.map((month) => twelfth(yearly, month)))).toBe(yearly);
        const parts = divide(yearly, { model: 'hybrid', fixedPercent, shares }, used);
        expect(sumCents(parts.values())).toBe(yearly);
      }),
      { seed: 20_251_130 },
    );
  });
});
