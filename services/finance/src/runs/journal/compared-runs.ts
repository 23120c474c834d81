import { changedLines, type BilledLine } from '@regieboek/billing';
import { changesOf, runMonth } from '@regieboek/billing/run';
import type { RegionHistory } from '@regieboek/journal';
import type { MonthRequest, ReplaySource, Watch } from '@regieboek/journal/segments';
import { cents } from '@regieboek/kernel';
import { runOf } from '../../domain/runs/billing-run.js';
import { type RunInputs, type ByRules, historyFor, type RunSums, sumsOf } from './run.js';

/** Lines and lump sums of one of two runs, without youths whose lines are equal in the other. */
export type DifferingRun = Pick<ComparedRun, 'lines' | 'lumpSums'>;

/**
 * What differs in a month between two positions, the first not after the second: only youths that something was recorded
 * about in between are billed, unless a contract was. Throws as `billFromJournal` does.
 */
export async function changesFromJournal(
  source: ReplaySource,
  month: Omit<MonthRequest, 'knownAt'>,
  [from, to]: readonly [number, number],
  by: ByRules,
): Promise<readonly [DifferingRun, DifferingRun]> {
  const { before, after, contracts: known } = await changesOf(source, { ...month, from, to }, by.ruleSet, by);
  const lumpSumsAt = async (position: number, contracts: RegionHistory) => {
    const history = await historyFor(source, { ...month, position, contracts }, by);
    return runOf(history, month.period, { lines: [], approvedCents: cents(0) }, by.ruleSet).lumpSums;
  };
  return [
    { lines: before, lumpSums: await lumpSumsAt(from, known[0]) },
    { lines: after, lumpSums: await lumpSumsAt(to, known[1]) },
  ];
}

/** One of two runs: its totals, and the lines of youths whose lines differ in the other. */
export interface ComparedRun extends RunSums {
  readonly lines: readonly BilledLine[];
}

/** A month as known at two positions, each by its rules; only lines that can differ are made objects. Throws as `billFromJournal` does. */
export async function compareFromJournal(
  source: ReplaySource,
  month: Omit<MonthRequest, 'knownAt'>,
  [from, to]: readonly [RunInputs, RunInputs],
  watch: Watch = {},
): Promise<readonly [ComparedRun, ComparedRun]> {
  const runAt = ({ position, ruleSet }: RunInputs) =>
    runMonth(source, { ...month, knownAt: { position } }, ruleSet, watch);
  const one = await runAt(from);
  const isSame = from.position === to.position && from.ruleSet === to.ruleSet;
  const other = isSame ? one : await runAt(to);
  const { before, after } = changedLines(one, other);
  return [
    { ...(await sumsOf(source, one, { ...watch, ruleSet: from.ruleSet })), lines: before },
    { ...(await sumsOf(source, other, { ...watch, ruleSet: to.ruleSet })), lines: after },
  ];
}
