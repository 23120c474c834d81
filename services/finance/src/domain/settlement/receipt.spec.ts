import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, fromDay, isRejection, monthOf, sumCents, toDay } from '@regieboek/kernel';
import type { Receipt } from '@regieboek/events';
import { receiptDecider } from './receipt.js';
import { receivedPerMonth } from '../ledger/received.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const receipt = (over: Partial<Receipt> = {}): Receipt => ({
  reference: '2026-0031-0002',
  municipality: '0505',
  kind: 'advance',
  from: month('2026-01'),
  to: month('2026-03'),
  cents: 30_000,
  receivedOn: fromDay(toDay('2026-01-05')),
  ...over,
});

const decide = (one: Receipt, before: readonly Receipt[] = []) => {
  const state = fold(
    receiptDecider,
    before.map((data) => ({ type: 'finance.receipt-recorded.v1' as const, data })),
  );
  const outcome = receiptDecider.decide({ kind: 'record', receipt: one, today: fromDay(toDay('2026-04-01')) }, state);
  return isRejection(outcome) ? outcome.code : outcome;
};

describe('a receipt', () => {
  it('is recorded once under its reference: a repeat changes nothing', () => {
    expect(decide(receipt())).toEqual([{ type: 'finance.receipt-recorded.v1', data: receipt() }]);
    expect(decide(receipt(), [receipt()])).toEqual([]);
  });

  it.each<[string, Partial<Receipt>]>([
    ['amount', { cents: 30_001 }],
    ['municipality', { municipality: '0512' }],
    ['kind', { kind: 'settlement' }],
    ['month', { to: month('2026-04') }],
    ['day', { receivedOn: fromDay(toDay('2026-01-06')) }],
  ])('of another %s under the same reference is refused', (_, over) => {
    expect(decide(receipt(over), [receipt()])).toBe('reference-used');
    expect(decide(receipt({ ...over, reference: '2026-0031-0003' }), [receipt()])).toHaveLength(1);
  });

  it('has a non-zero amount, also a refund, and months in order', () => {
    expect(decide(receipt({ cents: 0 }))).toBe('no-amount');
    expect(decide(receipt({ cents: -1 }))).toHaveLength(1);
    expect(decide(receipt({ from: month('2026-04') }))).toBe('months-reversed');
  });

  it('covers at most sixty months near its date, because it counts in each of them for ever', () => {
    expect(decide(receipt({ from: month('2023-01'), to: month('2027-12') }))).toHaveLength(1);
    expect(decide(receipt({ from: month('2022-12'), to: month('2027-12') }))).toBe('too-many-months');
    expect(decide(receipt({ from: month('2027-12'), to: month('2027-12') }))).toHaveLength(1);
    expect(decide(receipt({ from: month('2028-01'), to: month('2028-01') }))).toBe('months-too-far');
    expect(decide(receipt({ from: month('2014-12'), to: month('2015-01') }))).toBe('months-too-far');
    expect(decide(receipt({ from: month('9999-12'), to: month('9999-12') }))).toBe('months-too-far');
  });

  it('is at most what a transfer can carry, so that sums of receipts stay exact', () => {
    expect(decide(receipt({ cents: -99_999_999_999 }))).toHaveLength(1);
    expect(decide(receipt({ cents: 100_000_000_000 }))).toBe('amount-too-large');
    expect(decide(receipt({ cents: Number.MIN_SAFE_INTEGER }))).toBe('amount-too-large');
  });

  it('has a day in the past', () => {
    expect(decide(receipt({ receivedOn: fromDay(toDay('2026-04-01')) }))).toHaveLength(1);
    expect(decide(receipt({ receivedOn: fromDay(toDay('2026-04-02')) }))).toBe('not-received-yet');
    expect(decide(receipt({ receivedOn: fromDay(toDay('1900-01-01')) }))).toBe('months-too-far');
  });

  it('for the last month of the calendar, recorded before such were refused, is still divided', () => {
    const last = { from: month('9999-11'), to: month('9999-12') };
    expect(receivedPerMonth(receipt({ ...last, cents: 3 })).map((one) => one.cents)).toEqual([2, 1]);
  });

  it('is divided equally over its months, to the cent', () => {
    expect(receivedPerMonth(receipt({ cents: 100 })).map(({ month: of, cents }) => [of, cents])).toEqual([
      ['2026-01', 34],
      ['2026-02', 33],
      ['2026-03', 33],
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.constantFrom('2026-01', '2026-12', '2027-05'),
        (cents, to) => {
          const parts = receivedPerMonth(receipt({ cents, to: month(to) }));
          expect(sumCents(parts.map((one) => one.cents))).toBe(cents);
          expect(
            Math.max(...parts.map((one) => one.cents)) - Math.min(...parts.map((one) => one.cents)),
          ).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 20250701, numRuns: 300 },
    );
  });
});
