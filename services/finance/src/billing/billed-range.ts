import { createHash } from 'node:crypto';
import { sumCents, type Month } from '@regieboek/kernel';
import type { Books, RunQuery } from '../books/books.js';
import type { Replays } from '@regieboek/replays';
import { figuresAt } from '../runs/runs.js';
import { youthsOnce } from '../runs/youths-once.js';
import { pause, type Watch } from '../runs/watch.js';
import type { Totals } from '../domain/runs/billing-run.js';
import { monthsAsked, type MonthRange } from '../domain/runs/month-range.js';
import type { KnownBy } from './known-by.js';
import type { RunFigures } from '../runs/journal/run.js';

/** A month of a range in figures, with its inputs. */
export interface BilledMonth extends KnownBy, RunFigures {
  readonly period: Month;
  readonly position: number;
}

/** Runs of consecutive months in figures. */
export interface BilledRange {
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly months: readonly BilledMonth[];
  readonly lines: number;
  readonly lumpSums: number;
  readonly totals: Totals;
  /** SHA-256 over the digests of the months: same facts, same digest, on any machine. */
  readonly digest: string;
}

/** Months of a region to bill. */
export interface RegionMonths extends MonthRange {
  readonly region: string;
}

const rangeDigest = (region: string, months: readonly BilledMonth[]): string =>
  createHash('sha256')
    .update(JSON.stringify([region, months.map(({ period, digest }) => [period, digest])]))
    .digest('hex');

const totalsOf = (months: readonly BilledMonth[]): Totals => {
  const sum = (of: keyof Totals) => sumCents(months.map(({ totals }) => totals[of]));
  return {
    approvedCents: sum('approvedCents'),
    lumpSumCents: sum('lumpSumCents'),
    billedCents: sum('billedCents'),
    unresolvedCents: sum('unresolvedCents'),
  };
};

const count = (months: readonly BilledMonth[], of: 'lines' | 'lumpSums'): number =>
  months.reduce((sum, one) => sum + one[of], 0);

/** Reports the billed months and the reading progress. */
const inMonths = ({ signal, onProgress }: Watch): Watch => ({
  ...(signal ? { signal } : {}),
  onProgress: (progress) => progress.step === 'reading' && onProgress?.(progress),
});

/**
 * Bills consecutive months: each as sealed, otherwise as known at a position or business day, the same for all of them.
 * Throws MonthsRefused, AheadOfLog, UnknownRuleSet, NothingKnown and NotConserved.
 */
export async function billRange(
  { replays, books }: { readonly replays: Replays; readonly books: Books },
  { region, from, to }: RegionMonths,
  { knownAt, ruleSet, asOf }: RunQuery,
  watch: Watch = {},
): Promise<BilledRange> {
  const periods = monthsAsked({ from, to });
  const known = await books.fixed(region, knownAt);
  const asked = { ruleSet, knownAt: known, asOf: asOf ?? (await books.positionOf(region)) };
  const months: BilledMonth[] = [];
  const shared = youthsOnce(replays);
  for (const period of periods) {
    await pause(watch, { step: 'billing', done: months.length, total: periods.length });
    const standing = await books.standing(region, period, asked);
    const { position, toldBy, ruleSet: by, whatIf, seal } = standing;
    const figures = await figuresAt(shared, { region, period }, standing, inMonths(watch));
    months.push({ period, position, toldBy, ruleSet: by.version, whatIf, sealed: seal !== null, ...figures });
  }
  await pause(watch, { step: 'billing', done: months.length, total: periods.length });
  const figures = { lines: count(months, 'lines'), lumpSums: count(months, 'lumpSums'), totals: totalsOf(months) };
  return { region, from, to, months, ...figures, digest: rangeDigest(region, months) };
}
