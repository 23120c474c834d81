import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, sumCents, toDay } from '@regieboek/kernel';
import { billed, lumpSumOf, runOf } from '../../../test/billed.js';
import { journalLines, type AccountMapping, type JournalLine } from './journal-entries.js';
import { postingsOfRun } from './postings.js';

const account = (code: string) => ({ code, name: `Rekening ${code}`, iv3Task: null, iv3Category: null, rgs: null });
const mapping: AccountMapping = {
  journal: '70',
  accounts: {
    ...{ 'provider-payable': account('1600'), 'municipality-receivable': account('1300'), claim: account('1310') },
    ...{ 'lump-sum': account('1610'), suspense: account('1990'), payment: account('1100'), receipt: account('1110') },
  },
  parties: new Map([['0505', 'D0505']]),
};
const sumsOf = (lines: readonly JournalLine[]) =>
  [...Map.groupBy(lines, ({ entry }) => entry).values()].map((own) => sumCents(own.map(({ cents }) => cents)));

describe('journal entries of a month', () => {
  const run = runOf([billed(), billed({ id: '99990001.P2.1', reference: 'P2', cents: -500 })], [lumpSumOf('0505', 99)]);

  it('are on the accounts of the organisation, with its numbers of parties, a debit and a credit per side', () => {
    expect(
      journalLines(postingsOfRun(run), mapping).map((one) => [one.entry, one.account.code, one.party, one.cents]),
    ).toEqual([
      ['2025-02-billed-line', '1300', 'D0505', 28_000],
      ['2025-02-billed-line', '1600', '99990001', -28_000],
      ['2025-02-billed-line', '1300', 'D0505', -500],
      ['2025-02-billed-line', '1600', '99990001', 500],
      ['2025-02-lump-sum', '1300', 'D0505', 99],
      ['2025-02-lump-sum', '1610', '99990001', -99],
    ]);
  });

  it('are one per posting where asked', () => {
    const entries = new Set(journalLines(postingsOfRun(run), mapping, true).map(({ entry }) => entry));
    expect([...entries]).toEqual([
      ...['2025-02/line/99990001.P1.1', '2025-02/line/99990001.P2.1'],
      '2025-02/lump-sum/99990001.crisis.2025-02.0505',
    ]);
  });

  it('balance, each of them, whatever was billed', () => {
    const code = fc.constantFrom('0505', '0512', null);
    const line = fc.record({ municipality: code, payer: code, cents: fc.integer({ min: -1e9, max: 1e9 }) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (some, isDetailed) => {
        const lines = some.map((one, index) => billed({ id: `99990001.P${index}.1`, ...one }));
        const postings = postingsOfRun({ ...run, period: monthOf(toDay('2025-02-01')), lines });
        for (const sum of sumsOf(journalLines(postings, mapping, isDetailed))) expect(sum).toBe(0);
      }),
      { seed: 20250228, numRuns: 200 },
    );
  });
});
