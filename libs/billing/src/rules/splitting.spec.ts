import { describe, expect, it } from '@jest/globals';
import { sumCents, type Interval } from '@regieboek/kernel';
import {
  earliestFirst,
  largestRemainder,
  shareOf as sharesBy,
  type ApprovedLine,
  type Responsibility,
} from './splitting.js';
import fc from 'fast-check';

const by = (from: number, to: number, municipality: string | null, rule = 'WPB-2022-V1'): Responsibility => ({
  from,
  to,
  municipality,
  rule,
});
const shareOf = (line: ApprovedLine, days: readonly Interval[], responsible: readonly Responsibility[]) =>
  sharesBy(line, days, responsible, largestRemainder);
const line = { cents: 31_000, volume: 31, from: 1, to: 31 };

describe('a line over a change of municipality', () => {
  it('is split by counted days', () => {
    const parts = shareOf(line, [{ from: 1, to: 31 }], [by(1, 10, '0505'), by(11, 31, '0512')]);
    expect(parts.map(({ days, cents, volume }) => ({ days, cents, volume }))).toEqual([
      { days: 10, cents: 10_000, volume: 10 },
      { days: 21, cents: 21_000, volume: 21 },
    ]);
  });

  it('counts only days of presence', () => {
    const parts = shareOf(line, [{ from: 5, to: 14 }], [by(1, 10, '0505'), by(11, 31, '0512')]);
    expect(parts.map(({ days, from, to }) => [days, from, to])).toEqual([
      [6, 5, 10],
      [4, 11, 14],
    ]);
  });

  it('leaves undetermined days unassigned', () => {
    const parts = shareOf(line, [{ from: 1, to: 31 }], [by(1, 20, '0505'), by(21, 31, null, 'WPB-2022-U1')]);
    expect(parts.map(({ responsibility, cents }) => [responsibility.municipality, cents])).toEqual([
      ['0505', 20_000],
      [null, 11_000],
    ]);
  });

  it('mirrors a debit when it is a credit', () => {
    const changes = [by(1, 3, '0505'), by(4, 31, '0512')];
    const debit = shareOf({ ...line, cents: 10_001 }, [line], changes);
    const credit = shareOf({ ...line, cents: -10_001 }, [line], changes);
    expect(credit.map(({ cents }) => -cents)).toEqual(debit.map(({ cents }) => cents));
  });

  it('gives the rest to the largest remainder, or to the earliest part, as the rule set requires', () => {
    const changes = [by(1, 3, '0505'), by(4, 31, '0512')];
    const centsBy = (rule: typeof largestRemainder, cents: number) =>
      sharesBy({ ...line, cents }, [line], changes, rule).map((part) => part.cents);
    // 3/31 of 10.01 euro is 96.87 cents, and of 10.07 euro 97.45 cents.
    expect([centsBy(largestRemainder, 1_001), centsBy(earliestFirst, 1_001)]).toEqual([
      [97, 904],
      [97, 904],
    ]);
    expect([centsBy(largestRemainder, 1_007), centsBy(earliestFirst, 1_007)]).toEqual([
      [97, 910],
      [98, 909],
    ]);
    expect(centsBy(earliestFirst, -1_007)).toEqual([-98, -909]);
  });

  it('refuses to lose a day without a responsible municipality', () => {
    expect(() => shareOf(line, [line], [by(1, 10, '0505')])).toThrow(RangeError);
  });

  it('conserves every cent and every unit of volume (R11)', () => {
    const cut = fc.uniqueArray(fc.integer({ min: 2, max: 31 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: -900_000, max: 900_000 }), fc.nat(500), cut, (cents, volume, cuts) => {
        const starts = [1, ...cuts.sort((a, b) => a - b)];
        const responsible = starts.map((from, i) => by(from, (starts[i + 1] ?? 32) - 1, i % 2 ? '0505' : null));
        for (const rule of [largestRemainder, earliestFirst]) {
          const parts = sharesBy({ ...line, cents, volume }, [line], responsible, rule);
          expect(sumCents(parts.map((part) => part.cents))).toBe(cents);
          expect(sumCents(parts.map((part) => part.volume))).toBe(volume);
          expect(sumCents(parts.map((part) => part.days))).toBe(31);
        }
      }),
      { seed: 20_251_130 },
    );
  });
});
