import type { Between, RegionHistory } from '@regieboek/journal';
import type { MonthRequest, ReplaySource, Watch } from '@regieboek/journal/segments';
import { changedLines, type ChangedLines } from '../columns/lines/changed-lines.js';
import type { RuleSet } from '../rule-sets/rule-set.js';
import { billingWork } from './billing-work.js';
import { changesWork } from './changes-work.js';
import type { ColumnRun } from './column-run.js';

/** Bills a month by columns. Throws RegionUndefined; rejects with the reason of a signal that was aborted. */
export const runMonth = (
  source: Pick<ReplaySource, 'months'>,
  { period, ...known }: MonthRequest,
  rules: RuleSet,
  watch: Watch = {},
): Promise<ColumnRun> => source.months(known, billingWork(period, rules), watch);

/** Lines of a month that differ between two positions, with the others of their youths. */
export interface MonthChanges extends ChangedLines {
  /** Definition and contracts as known at both; no youths. */
  readonly contracts: readonly [RegionHistory, RegionHistory];
}

/** Lines of a month that differ between two positions, the first not after the second. Throws as `runMonth` does. */
export async function changesOf(
  source: Pick<ReplaySource, 'months'>,
  { region, period, from, to }: Omit<MonthRequest, 'knownAt'> & Between,
  rules: RuleSet,
  watch: Watch = {},
): Promise<MonthChanges> {
  const touched = await source.months({ region }, changesWork(period, { from, to }, rules), watch);
  const { lines, contracts, between } = touched;
  if (lines) return { ...lines, contracts };
  const runAt = (position: number) => runMonth(source, { region, period, knownAt: { position } }, rules, watch);
  return { ...changedLines(await runAt(between.from), await runAt(between.to)), contracts };
}
