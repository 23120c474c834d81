import { billedLines } from '@regieboek/journal';
import type { Journal, RunRequest } from '@regieboek/journal/segments';
import { cents } from '@regieboek/kernel';
import { runOf, type BillingRun } from '../domain/billing-run.js';
import { dividesByUse } from '../domain/lump-sum-lines.js';

/** A billing run from the journal, with its digest as `digestOf` would make it. */
export interface JournalRun {
  readonly run: BillingRun;
  readonly digest: string;
}

/**
 * Bills a month from the columns of the journal: the lines, sums and digest of `billPeriod` over the same events. Youths
 * are looked at as objects only for lump sums that are divided by use. Throws NotConserved, and RangeError when the
 * region was not defined then.
 */
export async function billFromJournal(journal: Journal, request: RunRequest): Promise<JournalRun> {
  const columns = await journal.run(request);
  const { contracts, position, parts, sums } = columns;
  const history = dividesByUse(contracts, request.period)
    ? await journal.history({ ...request, knownAt: { position } })
    : contracts;
  const run = runOf(history, request.period, { lines: billedLines(parts), approvedCents: cents(sums.approvedCents) });
  return { run: { ...run, position }, digest: columns.digest(run.lumpSums) };
}
