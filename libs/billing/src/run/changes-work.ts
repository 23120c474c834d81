import { allYouths, TouchedYouths, type Between, type RegionHistory, type YouthRange } from '@regieboek/journal';
import {
  RegionUndefined,
  type MonthRequest,
  type MonthsWork,
  type OpenedRegion,
  type ReplaySource,
  type Watch,
} from '@regieboek/journal/segments';
import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import { changedLines, type ChangedLines } from '../columns/lines/changed-lines.js';
import { inOrderOfId } from '../columns/lines/order-of-id.js';
import type { RuleSet } from '../rule-sets/rule-set.js';
import { runMonth } from './billing-work.js';

/** Lines of a month that differ between two positions; null when a contract changed, and any line may differ. */
interface TouchedLines {
  /** Both positions, at most that of the last event. */
  readonly between: Between;
  readonly lines: ChangedLines | null;
  /** Definition and contracts as known at both; no youths. */
  readonly contracts: readonly [RegionHistory, RegionHistory];
}

/** Lines of a month that differ between two positions; only youths about whom something was recorded are billed. */
const changesWork = (
  period: Month,
  asked: Between,
  rules: RuleSet,
): MonthsWork<Between, YouthRange, ChangedLines | null, TouchedLines> => ({
  step: 'billing',
  // One share, in the thread of the caller, because there is little to bill.
  worker: null,
  divide: (region) => {
    const between = { from: Math.min(asked.from, region.head), to: Math.min(asked.to, region.head) };
    if (between.from > between.to)
      throw new RangeError(
        `positions ${asked.from} and ${asked.to} are in the wrong order: name the earlier one first`,
      );
    const contracts = [region.regionAt(between.from), region.regionAt(between.to)] as const;
    if (!contracts[0].definition) throw new RegionUndefined(region.id, between.from);
    return {
      segments: region.segments,
      files: new Map<string, never>(),
      shares: [allYouths],
      workers: 0,
      isCallerWorking: true,
      shared: () => between,
      answer: ([lines = null]) => ({ between, lines, contracts }),
    };
  },
  part: (region, between) => touchedLines(region, { period, between, rules }),
});

interface Touched {
  readonly period: Month;
  readonly between: Between;
  readonly rules: RuleSet;
}

function touchedLines(opened: OpenedRegion, { period, between, rules }: Touched): ChangedLines | null {
  if (opened.contractsChanged(between)) return null;
  const { segments, names, declarations } = opened;
  const [before, after] = [declarations.of(period, between.from), declarations.of(period, between.to)];
  const touched = new TouchedYouths(between);
  for (const tables of segments.recordedBetween(between)) touched.addTables(tables);
  for (const table of segments.lines(period)) touched.addLines(table, before.counts, after.counts);
  for (const table of segments.evidence()) touched.addLines(table, before.decided, after.decided);
  const billed = (upTo: number, known: typeof before) => {
    const question = { month: period, upTo, range: allYouths, rules, youths: touched.youths };
    const part = billMonth(segments, question, { region: opened.regionAt(upTo), declarations: known }, names);
    return { parts: [part], order: inOrderOfId([part]) };
  };
  return changedLines(billed(between.from, before), billed(between.to, after));
}

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
