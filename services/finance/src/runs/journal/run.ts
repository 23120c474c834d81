import { dividesByUse, linesFrom, type BilledLine, type LumpSumLine, type RuleSet } from '@regieboek/billing';
import { runMonth, type ColumnRun } from '@regieboek/billing/run';
import type { RegionHistory } from '@regieboek/journal';
import { pause, type MonthRequest, type ReplaySource, type Watch } from '@regieboek/journal/segments';
import { cents, sumCents, type CalendarDate } from '@regieboek/kernel';
import { conserved, runOf, type BillingRun, type Totals } from '../../domain/runs/billing-run.js';

/** A run as it was known at a position of the log, with its digest and the contracts it was made by. */
export interface KnownRun {
  readonly run: BillingRun;
  readonly digest: string;
  /** Definition and contracts as known then; youths and declarations only as far as the run needed them. */
  readonly history: RegionHistory;
}

/** A billing run in figures: number of lines, and totals. */
export interface RunFigures {
  readonly lines: number;
  readonly lumpSums: number;
  readonly totals: Totals;
  readonly digest: string;
}

/** Inputs of a billing run: log position, rule set, and business day. */
export interface RunInputs {
  readonly position: number;
  readonly ruleSet: RuleSet;
  /** Business day up to which facts count; columns are by position, so this bills over facts. */
  readonly toldBy?: CalendarDate | null;
}

/** Rules of a run, and its progress watcher. */
export interface ByRules extends Watch {
  readonly ruleSet: RuleSet;
}

/** Inputs to divide lump sums: contracts, and youths as objects only where they are divided by use. */
export async function historyFor(
  source: ReplaySource,
  { region, period, contracts, position }: Pick<ColumnRun, 'region' | 'period' | 'contracts' | 'position'>,
  { ruleSet, ...watch }: ByRules,
): Promise<RegionHistory> {
  return dividesByUse(contracts, period, ruleSet.funding)
    ? source.excerpt({ region, periods: [], knownAt: { position } }, watch)
    : contracts;
}

/** Lines decoded before control returns to the event loop. */
const LINES_A_STEP = 20_000;

/** Progress watcher of a run, and the number of lines decoded before other work gets a turn. */
interface InSteps extends ByRules {
  readonly linesAStep?: number;
}

/** The lines of a run as objects, some at a time. Rejects with the reason of the signal when that is aborted. */
async function linesOf(
  { parts, order }: ColumnRun,
  { signal, linesAStep = LINES_A_STEP }: Pick<InSteps, 'signal' | 'linesAStep'>,
): Promise<BilledLine[]> {
  const lines: BilledLine[] = [];
  for (let from = 0; from < order.rows; from += linesAStep) {
    const to = Math.min(from + linesAStep, order.rows);
    for (const line of linesFrom(parts, order, { from, to })) lines.push(line);
    await pause(signal ? { signal } : {}, { step: 'billing', done: to, total: order.rows });
  }
  return lines;
}

/**
 * Bills a month from the columns of the journal: the lines, sums and digest of `billPeriod` over the same events. Throws
 * NotConserved, and RegionUndefined when the region was not defined then.
 */
export async function billFromJournal(source: ReplaySource, request: MonthRequest, by: InSteps): Promise<KnownRun> {
  const columns = await runMonth(source, request, by.ruleSet, by);
  const { position, sums, digest } = columns;
  const history = await historyFor(source, columns, by);
  const lines = await linesOf(columns, by);
  const run = runOf(history, request.period, { lines, approvedCents: cents(sums.approvedCents) }, by.ruleSet);
  return { run: { ...run, position }, digest: digest(run.lumpSums), history };
}

/** Totals of a run with its lump sums, and without its lines. */
export interface RunSums {
  readonly lumpSums: readonly LumpSumLine[];
  readonly totals: Totals;
  readonly digest: string;
}

export async function sumsOf(source: ReplaySource, columns: ColumnRun, by: ByRules): Promise<RunSums> {
  const { period, sums, digest } = columns;
  const history = await historyFor(source, columns, by);
  const { lumpSums, totals } = runOf(history, period, { lines: [], approvedCents: cents(0) }, by.ruleSet);
  return {
    lumpSums,
    totals: conserved({
      approvedCents: cents(sums.approvedCents),
      lumpSumCents: totals.lumpSumCents,
      billedCents: sumCents([cents(sums.billedCents), totals.billedCents]),
      unresolvedCents: cents(sums.unresolvedCents),
    }),
    digest: digest(lumpSums),
  };
}

/** The figures of the same run, without decoding lines. Throws as `billFromJournal` does. */
export async function figuresFromJournal(
  source: ReplaySource,
  request: MonthRequest,
  by: ByRules,
): Promise<RunFigures> {
  const columns = await runMonth(source, request, by.ruleSet, by);
  const { lumpSums, totals, digest } = await sumsOf(source, columns, by);
  return { lines: columns.order.rows, lumpSums: lumpSums.length, totals, digest };
}
