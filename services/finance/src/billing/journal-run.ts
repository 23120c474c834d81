import { changedLines, linesFrom, type BilledLine, type RegionHistory } from '@regieboek/journal';
import { pause, type ColumnRun, type ReplaySource, type RunRequest, type Watch } from '@regieboek/journal/segments';
import { cents, sumCents } from '@regieboek/kernel';
import { conserved, runOf, type BillingRun, type Totals } from '../domain/billing-run.js';
import { dividesByUse, type LumpSumLine } from '../domain/lump-sum-lines.js';

/** A billing run with its digest, as `digestOf` makes it. */
export interface JournalRun {
  readonly run: BillingRun;
  readonly digest: string;
  /** Definition and contracts as known then; youths and declarations only as far as the run needed them. */
  readonly history: RegionHistory;
}

/** A billing run in figures: how many lines, and what they come to. */
export interface RunFigures {
  readonly lines: number;
  readonly lumpSums: number;
  readonly totals: Totals;
  readonly digest: string;
}

/** What lump sums are divided with: contracts, and youths as objects only where use divides them. */
async function historyFor(
  source: ReplaySource,
  { region, period, contracts, position }: Pick<ColumnRun, 'region' | 'period' | 'contracts' | 'position'>,
  watch: Watch,
): Promise<RegionHistory> {
  return dividesByUse(contracts, period)
    ? source.excerpt({ region, periods: [], knownAt: { position } }, watch)
    : contracts;
}

/** Lines that are made objects before others get a turn. */
const LINES_A_STEP = 20_000;

/** How to look at a run, and how many lines are made objects before others get a turn. */
interface InSteps extends Watch {
  readonly linesAStep?: number;
}

/** The lines of a run as objects, some at a time. Rejects with the reason of the signal when that is aborted. */
async function linesOf(
  { parts, order }: ColumnRun,
  { signal, linesAStep = LINES_A_STEP }: InSteps,
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
export async function billFromJournal(
  source: ReplaySource,
  request: RunRequest,
  watch: InSteps = {},
): Promise<JournalRun> {
  const columns = await source.run(request, watch);
  const { position, sums, digest } = columns;
  const history = await historyFor(source, columns, watch);
  const lines = await linesOf(columns, watch);
  const run = runOf(history, request.period, { lines, approvedCents: cents(sums.approvedCents) });
  return { run: { ...run, position }, digest: digest(run.lumpSums), history };
}

/** What a run comes to with its lump sums, and without its lines. */
export interface RunSums {
  readonly lumpSums: readonly LumpSumLine[];
  readonly totals: Totals;
  readonly digest: string;
}

async function sumsOf(source: ReplaySource, columns: ColumnRun, watch: Watch): Promise<RunSums> {
  const { period, sums, digest } = columns;
  const history = await historyFor(source, columns, watch);
  const { lumpSums, totals } = runOf(history, period, { lines: [], approvedCents: cents(0) });
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

/** The figures of the same run, for which no line is made an object. Throws as `billFromJournal` does. */
export async function figuresFromJournal(
  source: ReplaySource,
  request: RunRequest,
  watch: Watch = {},
): Promise<RunFigures> {
  const columns = await source.run(request, watch);
  const { lumpSums, totals, digest } = await sumsOf(source, columns, watch);
  return { lines: columns.order.rows, lumpSums: lumpSums.length, totals, digest };
}

/** Lines and lump sums of one of two runs, as far as lines of their youths are not the same in the other. */
export type DifferingRun = Pick<ComparedRun, 'lines' | 'lumpSums'>;

/**
 * What differs in a month between two positions, the first not after the second: only youths that something was recorded
 * about in between are billed, unless a contract was. Throws as `billFromJournal` does.
 */
export async function changesFromJournal(
  source: ReplaySource,
  month: Omit<RunRequest, 'knownAt'>,
  [from, to]: readonly [number, number],
  watch: Watch = {},
): Promise<readonly [DifferingRun, DifferingRun]> {
  const { before, after, contracts: known } = await source.changes({ ...month, from, to }, watch);
  const lumpSumsAt = async (position: number, contracts: RegionHistory) => {
    const history = await historyFor(source, { ...month, position, contracts }, watch);
    return runOf(history, month.period, { lines: [], approvedCents: cents(0) }).lumpSums;
  };
  return [
    { lines: before, lumpSums: await lumpSumsAt(from, known[0]) },
    { lines: after, lumpSums: await lumpSumsAt(to, known[1]) },
  ];
}

/** One of two runs: what it comes to, and its lines as far as their youths do not have the same lines in the other. */
export interface ComparedRun extends RunSums {
  readonly lines: readonly BilledLine[];
}

/** A month as known at two positions; only lines that can differ are made objects. Throws as `billFromJournal` does. */
export async function compareFromJournal(
  source: ReplaySource,
  month: Omit<RunRequest, 'knownAt'>,
  [from, to]: readonly [number, number],
  watch: Watch = {},
): Promise<readonly [ComparedRun, ComparedRun]> {
  const runAt = (position: number) => source.run({ ...month, knownAt: { position } }, watch);
  const one = await runAt(from);
  const other = from === to ? one : await runAt(to);
  const { before, after } = changedLines(one, other);
  return [
    { ...(await sumsOf(source, one, watch)), lines: before },
    { ...(await sumsOf(source, other, watch)), lines: after },
  ];
}
