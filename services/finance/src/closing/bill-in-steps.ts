import { sumCents, type Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';
import type { BillingRun, Totals } from '../domain/billing-run.js';
import { LinesByYouth, lumpSumsOnly } from '../domain/diff-scope.js';
import type { RuleSet } from '../domain/rule-sets.js';
import { pause, type Watch } from './watch.js';

/** Youths billed before others get a turn. */
const YOUTHS_A_STEP = 200;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const totalOf = (runs: readonly BillingRun[], of: keyof Totals) => sumCents(runs.map(({ totals }) => totals[of]));

/**
 * The run of a month, billed some youths at a time: the same run as in one go, because youths do not bear on each other,
 * while others get their turn and the work can be watched and stopped.
 */
export async function billInSteps(
  history: RegionHistory,
  month: Month,
  ruleSet: RuleSet,
  watch: Watch & { readonly youthsAStep?: number } = {},
): Promise<BillingRun> {
  const { youthsAStep = YOUTHS_A_STEP } = watch;
  const lines = new LinesByYouth(history, month);
  const { youths } = lines;
  const parts: BillingRun[] = [];
  for (let done = 0; done < youths.length; done += youthsAStep) {
    await pause(watch, { step: 'billing', done, total: youths.length });
    parts.push(ruleSet.bill(lines.scopedTo(history, youths.slice(done, done + youthsAStep)), month));
  }
  await pause(watch, { step: 'billing', done: youths.length, total: youths.length });
  const ofLumpSums = ruleSet.bill(lumpSumsOnly(history), month);
  const all = [...parts, ofLumpSums];
  return {
    ...ofLumpSums,
    lines: parts.flatMap((part) => part.lines).sort(byId),
    totals: {
      approvedCents: totalOf(all, 'approvedCents'),
      lumpSumCents: totalOf(all, 'lumpSumCents'),
      billedCents: totalOf(all, 'billedCents'),
      unresolvedCents: totalOf(all, 'unresolvedCents'),
    },
  };
}
