import { sumCents, type Month } from '@regieboek/kernel';
import type { RegionHistory } from '@regieboek/journal';
import { billPeriod, linesOnly, type BillingRun, type Totals } from '../domain/runs/billing-run.js';
import { LinesByYouth, lumpSumsOnly } from '../domain/differences/diff-scope.js';
import type { RuleSet } from '@regieboek/billing';
import { pause, type Watch } from './watch.js';

/** Youths billed before control returns to the event loop. */
const YOUTHS_A_STEP = 200;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const totalOf = (runs: readonly BillingRun[], of: keyof Totals) => sumCents(runs.map(({ totals }) => totals[of]));

/**
 * The run of a month, billed some youths at a time: the same run as at once, because youths do not affect each other, while other
 * work gets a turn and the run can be watched and stopped.
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
    parts.push(billPeriod(lines.scopedTo(history, youths.slice(done, done + youthsAStep)), month, linesOnly(ruleSet)));
  }
  await pause(watch, { step: 'billing', done: youths.length, total: youths.length });
  const ofLumpSums = billPeriod(lumpSumsOnly(history), month, ruleSet);
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
