import type { RegionHistory } from '@regieboek/journal';
import { RegionUndefined } from '@regieboek/journal/segments';
import { traced } from '@regieboek/platform';
import { fromDay, toDay, type CalendarDate, type Day, type Month, Refusal } from '@regieboek/kernel';
import { billFromJournal, figuresFromJournal, type KnownRun, type RunFigures, type RunInputs } from './journal/run.js';
import {
  changesFromJournal,
  compareFromJournal,
  type ComparedRun,
  type DifferingRun,
} from './journal/compared-runs.js';
import { digestOf } from './digest.js';
import { billInSteps } from './bill-in-steps.js';
import type { Replays } from '@regieboek/replays';
import type { Watch } from './watch.js';

export type { KnownRun, RunInputs } from './journal/run.js';

/** Nothing of a region was known yet at the requested position or day. */
export class NothingKnown extends Refusal {
  override readonly name = 'NothingKnown';
  /** `first`: first day there is something to ask about. */
  constructor(region: string, at: number | CalendarDate | { readonly toldBy: CalendarDate }, first: Day | null = null) {
    super(
      'not-found',
      'not-found',
      `${nothingAt(region, at)}${first === null ? '' : ` (the first one is ${fromDay(first)})`}`,
    );
  }
}

function nothingAt(region: string, at: number | CalendarDate | { readonly toldBy: CalendarDate }): string {
  if (typeof at === 'number')
    return `at position ${at} region ${region} was not defined yet: choose a later day or position`;
  return typeof at === 'object'
    ? `nothing of region ${region} was reported by ${at.toldBy}: choose a later business day`
    : `nothing of region ${region} was recorded by the end of ${at}: choose the day of recording, or a later one`;
}

/** Month of a region. */
export interface InMonth {
  readonly region: string;
  readonly period: Month;
}

/** Selects part of a region's history. */
export interface HistorySelection {
  /** Months whose declarations are selected. */
  readonly periods: readonly Month[];
  readonly position: number;
  /** Later position up to which events will be applied. */
  readonly until?: number;
  /** Business day up to which facts count. */
  readonly toldBy?: CalendarDate | null;
  /** Pseudonyms of the selected youths, with their lines; all when omitted. */
  readonly youths?: readonly string[];
}

/** Part of the history of a region as known at a position. Throws NothingKnown. */
export async function historyAt(
  { source }: Replays,
  region: string,
  { position, toldBy, ...wanted }: HistorySelection,
  watch: Watch = {},
): Promise<RegionHistory> {
  const told = toldBy ? { toldBy: toDay(toldBy) } : {};
  const history = await source.excerpt({ region, knownAt: { position }, ...wanted, ...told }, watch);
  if (!history.definition) throw new NothingKnown(region, position);
  return history;
}

/**
 * Bills a month as it was known at a position, by a version of the rules. The same four always give the same run. Rejects
 * with the reason of the signal of `watch` when that is aborted.
 */
export const runAt = (replays: Replays, month: InMonth, inputs: RunInputs, watch: Watch = {}): Promise<KnownRun> =>
  traced('billing run', { ...month, position: inputs.position }, () => runOf(replays, month, inputs, watch));

async function runOf(replays: Replays, month: InMonth, inputs: RunInputs, watch: Watch): Promise<KnownRun> {
  const { position, ruleSet } = inputs;
  const request = { ...month, knownAt: { position } };
  const { run, ...rest } = await (isByColumns(inputs)
    ? known(month, position, billFromJournal(replays.source, request, { ...watch, ruleSet }))
    : overFacts(replays, month, inputs, watch));
  // A replay can end before the last event of a region; the run's input is the requested position.
  return { run: { ...run, position }, ...rest };
}

/** Figures of the same run, without creating its lines. */
export async function figuresAt(
  replays: Replays,
  month: InMonth,
  inputs: RunInputs,
  watch: Watch = {},
): Promise<RunFigures> {
  const { position, ruleSet } = inputs;
  if (isByColumns(inputs)) {
    const request = { ...month, knownAt: { position } };
    return known(month, position, figuresFromJournal(replays.source, request, { ...watch, ruleSet }));
  }
  const { run, digest } = await overFacts(replays, month, inputs, watch);
  return { lines: run.lines.length, lumpSums: run.lumpSums.length, totals: run.totals, digest };
}

/**
 * Two runs of a month, each with the lines that the other does not have; all of them when a side bills facts.
 * Throws as `runAt` does.
 */
export async function comparedAt(
  replays: Replays,
  month: InMonth,
  sides: readonly [RunInputs, RunInputs],
  watch: Watch = {},
): Promise<readonly [ComparedRun, ComparedRun]> {
  const [first, second] = sides;
  if (isByColumns(first) && isByColumns(second)) {
    return known(month, first.position, compareFromJournal(replays.source, month, sides, watch));
  }
  return inWhole(replays, month, sides, watch);
}

/**
 * What differs between two runs of a month, the first position not after the second. Nothing is billed that nothing was
 * recorded about in between, when both are by columns. Throws as `runAt` does.
 */
export async function differingAt(
  replays: Replays,
  month: InMonth,
  sides: readonly [RunInputs, RunInputs],
  watch: Watch = {},
): Promise<readonly [DifferingRun, DifferingRun]> {
  const [first, second] = sides;
  const isOneRuleSet = first.ruleSet === second.ruleSet;
  if (!isByColumns(first) || !isByColumns(second)) return inWhole(replays, month, sides, watch);
  if (!isOneRuleSet) return comparedAt(replays, month, sides, watch);
  const positions = [first.position, second.position] as const;
  const by = { ...watch, ruleSet: first.ruleSet };
  return known(month, first.position, changesFromJournal(replays.source, month, positions, by));
}

/** Both runs in full. */
async function inWhole(
  replays: Replays,
  month: InMonth,
  [first, second]: readonly [RunInputs, RunInputs],
  watch: Watch,
): Promise<readonly [ComparedRun, ComparedRun]> {
  const sideOf = ({ run: { lines, lumpSums, totals }, digest }: KnownRun): ComparedRun => ({
    lines,
    lumpSums,
    totals,
    digest,
  });
  return [sideOf(await runAt(replays, month, first, watch)), sideOf(await runAt(replays, month, second, watch))];
}

/** Columns bill the events up to a position, for rules with column strategies; a run by business day bills facts. */
const isByColumns = ({ ruleSet, toldBy }: RunInputs): boolean => ruleSet.columns !== null && !toldBy;

async function known<Result>({ region }: InMonth, position: number, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof RegionUndefined ? new NothingKnown(region, position) : error;
  }
}

async function overFacts(
  replays: Replays,
  { region, period }: InMonth,
  { position, ruleSet, toldBy = null }: RunInputs,
  watch: Watch,
): Promise<KnownRun> {
  const history = await historyAt(replays, region, { periods: [period], position, toldBy }, watch);
  const run = await billInSteps(history, period, ruleSet, watch);
  return { run, digest: digestOf(run), history };
}

/** True when a declaration of a month has lines that count, or is undecided and may get some. */
async function counts({ source }: Replays, { region, period }: InMonth, position: number): Promise<boolean> {
  const { declarations } = await source.excerpt({ region, periods: [period], youths: [], knownAt: { position } });
  return [...declarations.values()].some(({ outcome }) => outcome === null || outcome.approvedLines > 0);
}

/** The first of some months with a declaration that counts or is not decided; undefined when there is none. */
async function firstThatCounts(
  replays: Replays,
  region: string,
  { months, position }: { readonly months: readonly Month[]; readonly position: number },
): Promise<Month | undefined> {
  for (const period of months) if (await counts(replays, { region, period }, position)) return period;
  return undefined;
}

/**
 * First month with a declaration that counts or is not decided, as known at a position; null when there is none. Of a
 * refused one the month can be any: nothing is billed, counted or sealed because of it.
 */
export async function firstDeclared(replays: Replays, region: string, position: number): Promise<Month | null> {
  const months = await replays.source.declaredMonths({ region, knownAt: { position } });
  return (await firstThatCounts(replays, region, { months, position })) ?? null;
}

/** First and last month with a declaration that counts or is undecided, like `firstDeclared`; none when there is none. */
export async function declaredMonths(replays: Replays, region: string, position: number): Promise<Month[]> {
  const months = await replays.source.declaredMonths({ region, knownAt: { position } });
  const first = await firstThatCounts(replays, region, { months, position });
  if (first === undefined) return [];
  const last = await firstThatCounts(replays, region, { months: months.toReversed(), position });
  return [first, last ?? first];
}

/** Maximum months whose lines are in memory at the same time. */
const MONTHS_A_READING = 6;

/** Groups of months that are read together. */
export const readTogether = <One>(months: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(months.length / MONTHS_A_READING) }, (_, group) =>
    months.slice(group * MONTHS_A_READING, (group + 1) * MONTHS_A_READING),
  );
