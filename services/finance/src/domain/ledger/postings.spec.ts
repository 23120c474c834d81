import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { billed, lumpSumOf, runOf } from '../../../test/billed.js';
import { diffRuns } from '../differences/diff.js';
import { postingsOfCorrections, postingsOfRun } from './postings.js';
import { balancesOf, trialBalance, type Posting } from './posting.js';

const entriesOf = (postings: readonly Posting[]) => postings.flatMap(({ entries }) => entries);
const flat = (postings: readonly Posting[]) =>
  entriesOf(postings).map(({ account, party, cents }) => [account, party, cents]);
const { period } = runOf([]);

describe('postings', () => {
  it('of a line: the municipality owes it to the region, and the region to the provider', () => {
    expect(flat(postingsOfRun(runOf([billed()])))).toEqual([
      ['municipality-receivable', '0505', 28_000],
      ['provider-payable', '99990001', -28_000],
    ]);
  });

  it('of a line paid by another municipality: also a claim of the payer on the responsible municipality', () => {
    expect(flat(postingsOfRun(runOf([billed({ municipality: '0512' })])))).toEqual([
      ['municipality-receivable', '0512', 28_000],
      ['provider-payable', '99990001', -28_000],
      ['claim', '0505', 28_000],
      ['claim', '0512', -28_000],
    ]);
  });

  it('of a line without a responsible municipality: suspense, under the municipality that paid', () => {
    expect(flat(postingsOfRun(runOf([billed({ municipality: null })])))).toEqual([
      ['suspense', '0505', 28_000],
      ['provider-payable', '99990001', -28_000],
    ]);
  });

  it('of a lump sum: owed to the provider on a separate account, without a claim', () => {
    expect(flat(postingsOfRun(runOf([], [lumpSumOf('0512', 90)])))).toEqual([
      ['municipality-receivable', '0512', 90],
      ['lump-sum', '99990001', -90],
    ]);
  });

  it('of a credit have the opposite sign, and of zero have no entries', () => {
    expect(flat(postingsOfRun(runOf([billed({ cents: -5 }), billed({ cents: 0 })])))).toEqual([
      ['municipality-receivable', '0505', -5],
      ['provider-payable', '99990001', 5],
    ]);
  });

  it('(k) refuse amounts that are not whole cents', () => {
    expect(() => postingsOfRun(runOf([billed({ cents: 10.5 })]))).toThrow(RangeError);
  });

  it('have unique ids in the books, also for lines of equal content', () => {
    const run = runOf([billed({ id: 'a.1' }), billed({ id: 'a.2' })], [lumpSumOf('0505', 1)]);
    const corrections = diffRuns(runOf([]), run);
    const ids = [...postingsOfRun(run), ...postingsOfCorrections(period, corrections)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(3 + corrections.length);
  });

  it('balance each and together, and corrections turn the books of one run into those of another', () => {
    const party = fc.constantFrom('0505', '0512', '0590');
    const lines = fc.array(
      fc
        .record({ municipality: fc.option(party), payer: party, cents: fc.integer({ min: -999, max: 999 }) })
        .map((over) => billed(over)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [old, now] = [runOf(a), runOf(b, [lumpSumOf('0505', 7)])];
        const corrected = [...postingsOfRun(old), ...postingsOfCorrections(period, diffRuns(old, now))];
        for (const { entries } of corrected) expect(entries.reduce((sum, { cents }) => sum + cents, 0)).toBe(0);
        expect(trialBalance(balancesOf(entriesOf(corrected)))).toBe(0);
        expect(balancesOf(entriesOf(corrected))).toEqual(balancesOf(entriesOf(postingsOfRun(now))));
        const claims = balancesOf(entriesOf(corrected)).filter(({ account }) => account === 'claim');
        expect(trialBalance(claims)).toBe(0);
      }),
      { seed: 20250402, numRuns: 300 },
    );
  });
});
