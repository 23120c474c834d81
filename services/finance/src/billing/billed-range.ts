import { createHash } from 'node:crypto';
import { sumCents, type Month } from '@regieboek/kernel';
import type { Books, RunAsked } from '../closing/books.js';
import type { Replays } from '../closing/replays.js';
import { figuresAt } from '../closing/runs.js';
import { youthsOnce } from '../closing/youths-once.js';
import { pause, type Watch } from '../closing/watch.js';
import type { Totals } from '../domain/billing-run.js';
import { monthsAsked, type MonthRange } from '../domain/month-range.js';
import type { KnownBy } from './billing.js';
import type { RunFigures } from './journal-run.js';

/** A month of a range in figures, with what it rests on. */
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
export interface RangeAsked extends MonthRange {
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

/** Tells of the months that are billed, and of what is read on the way. */
const inMonths = ({ signal, onProgress }: Watch): Watch => ({
  ...(signal ? { signal } : {}),
  onProgress: (progress) => progress.step === 'reading' && onProgress?.(progress),
});

/**
 * Bills consecutive months: each as sealed, otherwise as known at a position, which is the same for all of them.
 * Throws MonthsRefused, AheadOfLog, UnknownRuleSet, NothingKnown and NotConserved.
 */
export async function billRange(
  { replays, books }: { readonly replays: Replays; readonly books: Books },
  { region, from, to }: RangeAsked,
  { knownAt, ruleSet, asOf }: RunAsked,
  watch: Watch = {},
): Promise<BilledRange> {
  const periods = monthsAsked({ from, to });
  const known = knownAt && { position: await books.positionOf(region, knownAt) };
  const asked = { ruleSet, knownAt: known, asOf: asOf ?? (await books.positionOf(region)) };
  const months: BilledMonth[] = [];
  const shared = youthsOnce(replays);
  for (const period of periods) {
    await pause(watch, { step: 'billing', done: months.length, total: periods.length });
    const standing = await books.standing(region, period, asked);
    const { position, ruleSet: by, whatIf, seal } = standing;
    const figures = await figuresAt(shared, { region, period }, standing, inMonths(watch));
    months.push({ period, position, ruleSet: by.version, whatIf, sealed: seal !== null, ...figures });
  }
  await pause(watch, { step: 'billing', done: months.length, total: periods.length });
  const figures = { lines: count(months, 'lines'), lumpSums: count(months, 'lumpSums'), totals: totalsOf(months) };
  return { region, from, to, months, ...figures, digest: rangeDigest(region, months) };
}
