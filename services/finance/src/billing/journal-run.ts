import { billedLines, type RegionHistory } from '@regieboek/journal';
import type { ReplaySource, RunRequest, Watch } from '@regieboek/journal/segments';
import { cents } from '@regieboek/kernel';
import { runOf, type BillingRun } from '../domain/billing-run.js';
import { dividesByUse } from '../domain/lump-sum-lines.js';

/** A billing run with its digest, as `digestOf` makes it. */
export interface JournalRun {
  readonly run: BillingRun;
  readonly digest: string;
  /** Definition and contracts as known then; youths and declarations only as far as the run needed them. */
  readonly history: RegionHistory;
}

/**
 * Bills a month from the columns of the journal: the lines, sums and digest of `billPeriod` over the same events. Youths
 * are looked at as objects only for lump sums that are divided by use. Throws NotConserved, and RegionUndefined when the
 * region was not defined then.
 */
export async function billFromJournal(
  source: ReplaySource,
  request: RunRequest,
  watch: Watch = {},
): Promise<JournalRun> {
  const { contracts, position, parts, sums, digest } = await source.run(request, watch);
  const { region, period } = request;
  const history = dividesByUse(contracts, period)
    ? await source.excerpt({ region, periods: [], knownAt: { position } }, watch)
    : contracts;
  const run = runOf(history, period, { lines: billedLines(parts), approvedCents: cents(sums.approvedCents) });
  return { run: { ...run, position }, digest: digest(run.lumpSums), history };
}
