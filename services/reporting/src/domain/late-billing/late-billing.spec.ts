import { describe, expect, it } from '@jest/globals';
import { parseMonth, type Month } from '@regieboek/kernel';
import { lateBillingFrom, type Declared } from './late-billing.js';

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
};

const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06'].map(month);

/** Of every month of care 80 is declared in the month itself and 20 in the next; and something of a month before the first. */
const steady = (of: readonly Month[]): Declared =>
  new Map(
    of.map((declared, index) => {
      const before = of[index - 1];
      return [
        declared,
        new Map([[declared, 80], ...(before ? [[before, 20] as const] : [[month('2024-12'), 500] as const])]),
      ];
    }),
  );

describe('late billing', () => {
  it('expects of the last month what earlier months got later', () => {
    const { months: found, total } = lateBillingFrom(steady(months));
    expect(found.map(({ declaredCents, expectedCents }) => [declaredCents, expectedCents])).toEqual([
      ...months.slice(1).map(() => [100, 100]),
      [80, 100],
    ]);
    expect(found.map(({ ages }) => ages)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(total).toEqual({ declaredCents: 580, expectedCents: 600, lowCents: 600, highCents: 600 });
  });

  it('has a band when months differ, that holds what is expected', () => {
    const uneven = new Map(
      [...steady(months)].map(([declared, amounts], index) => [
        declared,
        new Map([...amounts].map(([care, cents]) => [care, care === declared ? cents : cents + 5 * index] as const)),
      ]),
    );
    const last = lateBillingFrom(uneven).months.at(-1);
    expect(last?.lowCents).toBeLessThan(last?.expectedCents ?? 0);
    expect(last?.highCents).toBeGreaterThan(last?.expectedCents ?? 0);
  });

  it('is refused with fewer than six months of declarations', () => {
    expect(() => lateBillingFrom(steady(months.slice(1)))).toThrow('needs 6 months with declarations, and there are 5');
    expect(() => lateBillingFrom(new Map())).toThrow('there are 0');
  });
});
