import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AllocationKey } from '@regieboek/billing';
import { monthOf, nextMonth, sumCents, toDay, type Month } from '@regieboek/kernel';
import { billed, lumpSumOf } from '../../../test/billed.js';
import type { Difference } from '../differences/diff.js';
import { nettedClaims } from './claims.js';
import { settle, type SettledMonth, type SettlementTerms } from './settle.js';

const january = monthOf(toDay('2025-01-01'));
const monthAt = (index: number): Month => (index === 0 ? january : nextMonth(monthAt(index - 1)));
const month = (over: Partial<SettledMonth> = {}): SettledMonth => ({
  period: january,
  lines: [],
  lumpSums: [],
  corrections: [],
  paidLumpSums: [],
  received: [],
  ...over,
});
const plain: SettlementTerms = {
  providersPaidBy: 'municipalities',
  solidarity: [],
  advances: [],
  advancesCounted: 'agreed',
};
const fixed: AllocationKey = { model: 'fixed', shares: { '0505': 2, '0512': 1 } };
const correction = (municipality: string | null, cents: number, over: Partial<Difference> = {}): Difference => ({
  ...{ key: 'k', kind: 'line', period: january, youth: null, payer: '0505', provider: '99990001', product: '45A04' },
  ...{ municipality, beforeCents: 0, afterCents: cents, cents, rules: [] },
  ...over,
});

const figures = (months: readonly SettledMonth[], terms: SettlementTerms = plain) =>
  Object.fromEntries(
    settle(months, terms, ['0505', '0512']).municipalities.map(({ municipality, corrections: _, ...rest }) => [
      municipality,
      Object.fromEntries(Object.entries(rest).filter(([, cents]) => cents !== 0)),
    ]),
  );

describe('a settlement', () => {
  it('makes the responsible municipality repay the one that paid the provider', () => {
    const lines = [billed({ cents: 70, municipality: '0505' }), billed({ cents: 30, municipality: '0512' })];
    expect(figures([month({ lines })])).toEqual({
      '0505': { ownUseCents: 70, borneCents: 70, paidCents: 100, claimsReceivableCents: 30, balanceCents: -30 },
      '0512': { ownUseCents: 30, borneCents: 30, claimsPayableCents: 30, balanceCents: 30 },
    });
  });

  it('has no claims when the organisation pays providers from advances', () => {
    const lines = [billed({ cents: 70, municipality: '0505' }), billed({ cents: 30, municipality: '0512' })];
    const advances = [
      { municipality: '0505', month: january, cents: 100 },
      { municipality: '0512', month: nextMonth(january), cents: 100 },
    ];
    expect(figures([month({ lines })], { ...plain, providersPaidBy: 'organisation', advances })).toEqual({
      '0505': { ownUseCents: 70, borneCents: 70, advanceCents: 100, balanceCents: -30 },
      '0512': { ownUseCents: 30, borneCents: 30, balanceCents: 30 },
    });
  });

  it('divides pooled products by key, and only in the agreed months', () => {
    const solidarity = [{ id: 'jzplus', products: ['45A04'], from: january, to: january, key: fixed }];
    const lines = [billed({ cents: 100, municipality: '0512', payer: '0512' })];
    const terms = { ...plain, solidarity };
    expect(figures([month({ lines })], terms)).toEqual({
      '0505': { solidarityCents: 67, borneCents: 67, balanceCents: 67 },
      '0512': { ownUseCents: 100, solidarityCents: -67, borneCents: 33, paidCents: 100, balanceCents: -67 },
    });
    const later = figures([month({ lines, period: nextMonth(january) })], terms);
    expect(later['0505']).toEqual({});
  });

  it('shows corrections separately, by the month they correct', () => {
    const corrections = [correction('0505', -50), correction('0512', 50), correction(null, 9)];
    const settled = settle([month({ period: nextMonth(january), corrections })], plain, ['0505', '0512']);
    expect(settled.municipalities.map((one) => [one.correctionCents, one.corrections, one.ownUseCents])).toEqual([
      [-50, [{ period: january, cents: -50 }], 0],
      [50, [{ period: january, cents: 50 }], 0],
    ]);
    expect([settled.unresolvedCents, settled.claims]).toEqual([9, [{ debtor: '0512', creditor: '0505', cents: 50 }]]);
  });

  it('names participating municipalities that bear nothing', () => {
    expect(figures([])).toEqual({ '0505': {}, '0512': {} });
  });
});

describe('any settlement', () => {
  const codes = ['0505', '0512', '0523'];
  const cents = fc.integer({ min: -10_007, max: 100_003 });
  const municipality = fc.constantFrom(...codes);
  const line = fc
    .record({
      cents,
      municipality: fc.option(municipality),
      payer: municipality,
      days: fc.integer({ min: 1, max: 31 }),
    })
    .chain((over) => fc.constantFrom('45A04', '44A09').map((code) => billed({ ...over, code })));
  const corrected = fc
    .record({
      cents,
      municipality: fc.option(municipality),
      payer: municipality,
      kind: fc.constantFrom('line', 'lump-sum'),
    })
    .map(({ municipality: bearer, cents: amount, payer, kind }) =>
      correction(bearer, amount, kind === 'line' ? { payer } : { kind: 'lump-sum', payer: null }),
    );
  const year = fc
    .array(
      fc.record({
        lines: fc.array(line, { maxLength: 5 }),
        lumpSums: fc.array(
          fc.tuple(municipality, cents).map(([code, amount]) => lumpSumOf(code, amount)),
          { maxLength: 3 },
        ),
        corrections: fc.array(corrected, { maxLength: 3 }),
        paidLumpSums: fc.array(fc.record({ municipality: fc.option(municipality), cents }), { maxLength: 2 }),
        received: fc.array(
          fc.record({
            municipality,
            cents,
            kind: fc.constantFrom('advance' as const, 'settlement' as const),
            month: fc.constant(monthAt(0)),
          }),
          { maxLength: 2 },
        ),
      }),
      { minLength: 12, maxLength: 12 },
    )
    .map((months) => months.map((one, index) => month({ ...one, period: monthAt(index) })));
  const shares = { '0505': 3, '0512': 2, '0523': 2 };
  const key = fc.constantFrom<AllocationKey>(
    { model: 'fixed', shares },
    { model: 'use', fallback: shares },
    { model: 'hybrid', fixedPercent: 40, shares },
    { model: 'multi-year', history: { '2023': { '0505': 1 }, '2024': { '0512': 5, '0523': 1 } } },
  );
  const terms: fc.Arbitrary<SettlementTerms> = fc.record({
    providersPaidBy: fc.constantFrom('municipalities' as const, 'organisation' as const),
    solidarity: key.map((one) => [{ id: 's', products: ['45A04'], from: monthAt(2), to: monthAt(9), key: one }]),
    advances: fc.array(
      fc.record({ municipality, month: fc.integer({ min: 0, max: 11 }).map(monthAt), cents: fc.nat({ max: 50_000 }) }),
      { maxLength: 6 },
    ),
    advancesCounted: fc.constantFrom('agreed' as const, 'received' as const),
  });
  const sumOf = <One>(all: readonly One[], of: (one: One) => number) => sumCents(all.map(of));

  it('loses no cent: borne plus unresolved equals months plus corrections', () => {
    fc.assert(
      fc.property(year, terms, (months, agreed) => {
        const settled = settle(months, agreed, codes);
        const all = months.flatMap((one) => [...one.lines, ...one.lumpSums, ...one.corrections]);
        expect(settled.borneCents + settled.unresolvedCents).toBe(sumOf(all, (one) => one.cents));
        expect(sumOf(settled.municipalities, (one) => one.solidarityCents)).toBe(0);
        for (const one of settled.municipalities)
          expect(sumOf(one.corrections, (each) => each.cents)).toBe(one.correctionCents);
      }),
      { seed: 20_251_130, numRuns: 300 },
    );
  });

  it('of four quarters adds up to the year, per municipality and per pair of municipalities', () => {
    fc.assert(
      fc.property(year, terms, (months, agreed) => {
        const whole = settle(months, agreed, codes);
        const quarters = [0, 3, 6, 9].map((from) => settle(months.slice(from, from + 3), agreed, codes));
        const netted = ({ claimsPayableCents, claimsReceivableCents }: (typeof whole.municipalities)[number]) =>
          claimsPayableCents - claimsReceivableCents;
        whole.municipalities.forEach((one, index) => {
          const parts = quarters.flatMap(({ municipalities }) => municipalities[index] ?? []);
          for (const field of ['ownUseCents', 'lumpSumCents', 'solidarityCents', 'correctionCents'] as const)
            expect(sumOf(parts, (part) => part[field])).toBe(one[field]);
          for (const field of ['borneCents', 'paidCents', 'advanceCents', 'balanceCents'] as const)
            expect(sumOf(parts, (part) => part[field])).toBe(one[field]);
          expect(sumOf(parts, netted)).toBe(netted(one));
        });
        const signed = (all: typeof whole.claims, low: string, high: string) =>
          sumOf(all, ({ debtor, creditor, cents: owed }) =>
            debtor === low && creditor === high ? owed : debtor === high && creditor === low ? -owed : 0,
          );
        for (const [low, high] of [
          ['0505', '0512'],
          ['0505', '0523'],
          ['0512', '0523'],
        ] as const)
          expect(
            signed(
              quarters.flatMap(({ claims }) => claims),
              low,
              high,
            ),
          ).toBe(signed(whole.claims, low, high));
      }),
      { seed: 20_251_131, numRuns: 300 },
    );
  });

  it('has a balance of keys and claims after advances', () => {
    fc.assert(
      fc.property(year, terms, (months, agreed) => {
        const paid = { ...agreed, providersPaidBy: 'municipalities' as const };
        const lumps = months.flatMap((one) => one.corrections).filter(({ kind }) => kind === 'lump-sum');
        for (const one of settle(months, paid, codes).municipalities) {
          const own = sumOf(
            lumps.filter((each) => each.municipality === one.municipality),
            (each) => each.cents,
          );
          const claims = one.claimsPayableCents - one.claimsReceivableCents;
          const advances = agreed.advancesCounted === 'received' ? one.receivedAdvanceCents : one.advanceCents;
          const received = advances + one.receivedSettlementCents;
          const ordered = sumOf(
            months.flatMap(({ paidLumpSums }) => paidLumpSums).filter((each) => each.municipality === one.municipality),
            (each) => each.cents,
          );
          expect(one.lumpSumCents + one.solidarityCents + own + claims - received - ordered).toBe(one.balanceCents);
        }
      }),
      { seed: 20_251_132, numRuns: 300 },
    );
  });

  it('does not change what each municipality owes in total by setting claims off, and has one claim per pair', () => {
    const claim = fc.record({ payer: municipality, responsible: municipality, cents });
    fc.assert(
      fc.property(fc.array(claim), (claims) => {
        const netted = nettedClaims(claims);
        for (const code of codes) {
          const before = sumOf(claims, (one) =>
            one.payer === one.responsible
              ? 0
              : one.payer === code
                ? one.cents
                : one.responsible === code
                  ? -one.cents
                  : 0,
          );
          const after = sumOf(netted, (one) =>
            one.creditor === code ? one.cents : one.debtor === code ? -one.cents : 0,
          );
          expect(after).toBe(before);
        }
        expect(netted.every((one) => one.cents > 0 && one.debtor !== one.creditor)).toBe(true);
        expect(new Set(netted.map(({ debtor, creditor }) => [debtor, creditor].sort().join())).size).toBe(
          netted.length,
        );
      }),
      { seed: 20_251_133 },
    );
  });
});
