import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IssuedSettlement } from '@regieboek/events';
import { fromDay, monthOf, sumCents, toDay } from '@regieboek/kernel';
import { matchEntries, type CreditEntry, type Expected } from './match.js';

const month = (text: string) => monthOf(toDay(`${text}-01`));
const zero = { ownUseCents: 0, lumpSumCents: 0, solidarityCents: 0, correctionCents: 0, borneCents: 0, paidCents: 0 };
const settlement = (number: string, dues: Readonly<Record<string, number>>): IssuedSettlement => ({
  ...{ number, from: month('2025-10'), to: month('2025-12'), position: 9, organisation: 'Organisatie' },
  ...{ issuedBy: 'controller-3', issuedOn: fromDay(toDay('2026-02-03')) },
  municipalities: Object.entries(dues).map(([municipality, dueCents]) => ({
    ...{ municipality, name: municipality, ...zero, advanceCents: 0, totalCents: dueCents, beforeCents: 0, dueCents },
  })),
});
const entry = (over: Partial<CreditEntry> = {}): CreditEntry => ({
  ...{
    reference: 'B-1',
    cents: 500,
    receivedOn: fromDay(toDay('2026-03-05')),
    municipality: '0505',
    numbers: [],
    ...over,
  },
});
const expected = (over: Partial<Expected> = {}): Expected => ({
  ...{ settlements: [settlement('2026-001', { '0505': 500, '0512': 700 })], advances: [], receipts: [], ...over },
});
const reasonOf = (one: CreditEntry, of = expected()) => matchEntries([one], of).listed[0]?.reason;

describe('a credit entry of a bank statement', () => {
  it('pays the settlement that it mentions, also from an unknown account', () => {
    const { receipts } = matchEntries([entry({ municipality: null, numbers: ['2026-001'] })], expected());
    expect(receipts).toEqual([
      {
        ...{ reference: 'B-1', municipality: '0505', kind: 'settlement', from: '2025-10', to: '2025-12', cents: 500 },
        receivedOn: '2026-03-05',
      },
    ]);
  });

  it('pays the settlement of the municipality with its amount, otherwise its oldest advance', () => {
    expect(matchEntries([entry()], expected()).receipts[0]?.kind).toBe('settlement');
    const advances = ['2026-01', '2026-02'].map((one) => ({ municipality: '0505', month: month(one), cents: 300 }));
    const two = [entry({ cents: 300 }), entry({ reference: 'B-2', cents: 300 })];
    const { receipts } = matchEntries(two, expected({ advances }));
    expect(receipts.map(({ kind, from }) => [kind, from])).toEqual([
      ['advance', '2026-01'],
      ['advance', '2026-02'],
    ]);
  });

  it('is for a person when it fits nothing, another amount, or more than one settlement', () => {
    expect(reasonOf(entry({ municipality: null }))).toBe('unknown-payer');
    expect(reasonOf(entry({ cents: 501 }))).toBe('no-expected-amount');
    expect(reasonOf(entry({ cents: 501, numbers: ['2026-001'] }))).toBe('other-amount');
    expect(reasonOf(entry({ municipality: '0512', numbers: ['2026-001'] }))).toBe('other-amount');
    const twice = [settlement('2026-001', { '0505': 500 }), settlement('2026-002', { '0505': 500 })];
    expect(reasonOf(entry(), expected({ settlements: twice }))).toBe('several-possible');
  });

  it('counts once under its reference, and pays an amount once', () => {
    const [first] = matchEntries([entry(), entry()], expected()).receipts;
    expect(matchEntries([entry(), entry()], expected()).receipts).toHaveLength(1);
    const paid = expected({ receipts: first ? [first] : [] });
    expect(matchEntries([entry()], paid)).toEqual({ receipts: [], listed: [] });
    expect(reasonOf(entry({ reference: 'B-2' }), paid)).toBe('no-expected-amount');
  });

  it('is never lost: every amount is a receipt or on the list, once', () => {
    const one = fc.record({
      municipality: fc.constantFrom('0505', '0512', null),
      cents: fc.constantFrom(100, 500, 700),
      numbers: fc.subarray(['2026-001', '2026-009']),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (some) => {
        const entries = some.map((each, index) => entry({ ...each, reference: `B-${index}` }));
        const { receipts, listed } = matchEntries(entries, expected());
        expect(sumCents([...receipts, ...listed].map(({ cents }) => cents))).toBe(
          sumCents(entries.map(({ cents }) => cents)),
        );
        expect(receipts.filter(({ municipality }) => municipality === '0505').length).toBeLessThanOrEqual(1);
      }),
      { seed: 20260305, numRuns: 200 },
    );
  });
});
