import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { billed, lumpSumOf, runOf } from '../../../test/billed.js';
import type { BillingRun } from '../runs/billing-run.js';
import { borneIn, diffRuns, type Difference } from './diff.js';

const municipality = fc.option(fc.constantFrom('0505', '0512', '0590'));
const line = fc
  .record({
    youth: fc.constantFrom('y1', 'y2'),
    municipality,
    payer: fc.constantFrom('0505', '0512'),
    provider: fc.constantFrom('99990001', '99990002'),
    code: fc.constantFrom('45A04', '44A09'),
    rule: fc.constantFrom('WPB-2022-V1', 'WPB-2022-V2'),
    cents: fc.integer({ min: -50_001, max: 50_001 }),
  })
  .map((over) => billed(over));
const lumpSum = fc.tuple(fc.constantFrom('0505', '0512'), fc.nat(9_999)).map(([code, cents]) => lumpSumOf(code, cents));
const runs = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.array(lumpSum, { maxLength: 2 }))
  .map(([lines, lumpSums]) => runOf(lines, lumpSums));

/** Amounts by what they are compared by, without those of nothing. */
const amounts = (run: BillingRun) =>
  new Map([...borneIn(run)].map(([key, { cents }]) => [key, cents] as const).filter(([, c]) => c !== 0));

function added(start: ReadonlyMap<string, number>, ...all: readonly (readonly Difference[])[]) {
  const sums = new Map(start);
  for (const { key, cents } of all.flat()) sums.set(key, (sums.get(key) ?? 0) + cents);
  return new Map([...sums].filter(([, cents]) => cents !== 0));
}
const sorted = (map: ReadonlyMap<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const seed = { seed: 20250401, numRuns: 300 };

describe('differences between runs', () => {
  it('conserve: the first run plus the differences equals the second run (R10)', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => expect(sorted(added(amounts(a), diffRuns(a, b)))).toEqual(sorted(amounts(b)))),
      seed,
    );
  });

  it('telescope over three runs (R10)', () => {
    fc.assert(
      fc.property(runs, runs, runs, (a, b, c) =>
        expect(sorted(added(new Map(), diffRuns(a, b), diffRuns(b, c)))).toEqual(
          sorted(added(new Map(), diffRuns(a, c))),
        ),
      ),
      seed,
    );
  });

  it('of a run with itself are none, and in reverse have the opposite sign (R10)', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        expect(diffRuns(a, a)).toEqual([]);
        const amountsOf = (all: readonly Difference[], sign: number) =>
          all.map(({ key, cents }) => [key, sign * cents]);
        expect(amountsOf(diffRuns(a, b), 1)).toEqual(amountsOf(diffRuns(b, a), -1));
      }),
      seed,
    );
  });

  it('do not depend on the order of lines', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) =>
        expect(diffRuns({ ...a, lines: a.lines.toReversed() }, { ...b, lines: b.lines.toReversed() })).toEqual(
          diffRuns(a, b),
        ),
      ),
      seed,
    );
  });

  it('are sums in whole cents, equal to an oracle with bigints (R11)', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const sum = (run: BillingRun) =>
          [...run.lines, ...run.lumpSums].reduce((total, { cents }) => total + BigInt(cents), 0n);
        expect(diffRuns(a, b).reduce((total, { cents }) => total + BigInt(cents), 0n)).toBe(sum(b) - sum(a));
      }),
      seed,
    );
  });

  it('show a move between municipalities as less for one and more for the other, with the rule that now applies', () => {
    const [was, is] = [
      runOf([billed({ rule: 'WPB-2022-V1' })]),
      runOf([billed({ municipality: '0512', rule: 'WPB-2022-V2' })]),
    ];
    expect(diffRuns(was, is)).toMatchObject([
      { municipality: '0505', beforeCents: 28_000, afterCents: 0, cents: -28_000, rules: ['WPB-2022-V1'] },
      { municipality: '0512', beforeCents: 0, afterCents: 28_000, cents: 28_000, rules: ['WPB-2022-V2'] },
    ]);
  });

  it('are separate per payer, because the claim differs', () => {
    const changed = diffRuns(runOf([billed()]), runOf([billed({ payer: '0512' })]));
    expect(changed.map(({ payer, cents }) => [payer, cents])).toEqual([
      ['0505', -28_000],
      ['0512', 28_000],
    ]);
  });

  it('(i) count lines of equal content separately: dropping one as a repeat would lose it', () => {
    const twice = runOf([billed({ id: 'P1.1' }), billed({ id: 'P2.1' })]);
    expect(diffRuns(runOf([]), twice)).toMatchObject([{ cents: 56_000 }]);
    expect(diffRuns(runOf([billed()]), twice)).toMatchObject([
      { beforeCents: 28_000, afterCents: 56_000, cents: 28_000 },
    ]);
  });

  it('(k) refuse amounts that are not whole cents', () => {
    expect(() => diffRuns(runOf([]), runOf([billed({ cents: 0.1 })]))).toThrow(RangeError);
  });
});
