/** Survival curves against lifelines and scikit-survival on random stays; `PYTHON` names an interpreter that has both. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isMeanEstimable,
  medianOf,
  quantileOf,
  restrictedMean,
  survival,
  type Observed,
} from '../src/domain/survival.js';
import { cumulativeIncidence } from '../src/domain/competing-ends.js';
import { medianInterval } from '../src/domain/survival-points.js';

const HORIZON = 730;
const GROUPS = 400;
const script = join(import.meta.dirname, '..', '..', '..', 'tools', 'python', 'survival_oracle.py');

interface Estimate {
  readonly refused?: string;
  readonly curve?: readonly (readonly [days: number, surviving: number])[];
  readonly median?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly mean?: number | null;
  readonly quartiles?: Readonly<Record<string, number | null>>;
}

const stay = (late: boolean) =>
  fc
    .record({
      entry: late ? fc.oneof(fc.constant(0), fc.nat(300)) : fc.constant(0),
      more: fc.integer({ min: 1, max: 700 }),
      ended: fc.boolean(),
      kind: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ entry, more, ended, kind }): Observed & { kind: number } => ({ entry, days: entry + more, ended, kind }));
const groups = [false, true]
  .flatMap((late) =>
    fc.sample(fc.array(stay(late), { minLength: 2, maxLength: 60 }), { numRuns: GROUPS / 2, seed: 20_250_312 }),
  )
  .filter((group) => group.some(({ ended }) => ended));

/** Share that ended in each way after a year, by its number. */
type Ends = Readonly<Record<string, number>>;

interface Answer {
  readonly lifelines: Estimate;
  readonly scikit: Estimate;
  readonly ends: { readonly lifelines: Ends; readonly scikit: Ends } | null;
}

function oracle(): Answer[] {
  const input = JSON.stringify(
    groups.map((group) => group.map(({ entry, days, ended, kind }) => [entry, days, ended, kind])),
  );
  const run = spawnSync(process.env['PYTHON'] ?? 'python3', [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Answer[];
}

describe('survival of random groups of stays, by lifelines and scikit-survival', () => {
  let estimates: Answer[];

  beforeAll(() => {
    estimates = oracle();
  });

  it('has the same curve, step by step', () => {
    const compared = { lifelines: 0, scikit: 0 };
    for (const [at, group] of groups.entries()) {
      const own = survival(group);
      for (const name of ['lifelines', 'scikit'] as const) {
        const { curve } = estimates[at]?.[name] ?? {};
        if (!curve) continue;
        compared[name] += 1;
        expect(curve.map(([days]) => days)).toEqual(own.map(({ days }) => days));
        for (const [step, { surviving }] of own.entries()) expect(curve[step]?.[1]).toBeCloseTo(surviving, 9);
      }
    }
    expect(compared.lifelines).toBeGreaterThan(GROUPS / 2);
    expect(compared.scikit).toBeGreaterThan(GROUPS / 2);
  });

  it('has the same median with the same interval, and the same mean up to two years', () => {
    let compared = 0;
    for (const [at, group] of groups.entries()) {
      const { median = null, mean = null, low = null, high = null, curve } = estimates[at]?.lifelines ?? {};
      if (!curve || group.some(({ entry }) => entry > 0)) continue;
      const own = survival(group);
      // At exactly a half, a rounding of the last bit decides in lifelines.
      if (own.some(({ surviving }) => Math.abs(surviving - 0.5) < 1e-9)) continue;
      expect(medianOf(own)).toBe(median);
      if (median !== null) expect(medianInterval(own)).toEqual({ low, high });
      if (mean !== null && isMeanEstimable(own, HORIZON)) expect(restrictedMean(own, HORIZON)).toBeCloseTo(mean, 4);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(GROUPS / 4);
  });

  it('has the same quartiles', () => {
    let compared = 0;
    for (const [at, group] of groups.entries()) {
      const { quartiles, curve } = estimates[at]?.lifelines ?? {};
      if (!curve || !quartiles || group.some(({ entry }) => entry > 0)) continue;
      const own = survival(group);
      for (const share of [0.75, 0.25]) {
        if (own.some(({ surviving }) => Math.abs(surviving - share) < 1e-9)) continue;
        expect(quantileOf(own, share)).toBe(quartiles[String(share)]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(GROUPS / 4);
  });

  it('has the same competing ends (Aalen-Johansen)', () => {
    let compared = 0;
    for (const [at, group] of groups.entries()) {
      const ends = estimates[at]?.ends;
      if (!ends) continue;
      const own = cumulativeIncidence(
        group.map(({ days, ended, kind }) => ({ days, kind: ended ? String(kind) : null })),
        365,
      );
      for (const answer of [ends.lifelines, ends.scikit])
        for (const [kind, share] of Object.entries(answer)) {
          expect(own.get(kind) ?? 0).toBeCloseTo(share, 9);
          compared += 1;
        }
    }
    expect(compared).toBeGreaterThan(GROUPS);
  });

  it('is refused by lifelines only for stays with delayed entry', () => {
    const refused = groups.filter((_, at) => estimates[at]?.lifelines.refused !== undefined);
    for (const group of refused) expect(group.some(({ entry }) => entry > 0)).toBe(true);
  });
});
