import type { RegionHistory } from '@regieboek/journal';
import { RegionUndefined } from '@regieboek/journal/segments';
import type { CalendarDate, Month } from '@regieboek/kernel';
import {
  billFromJournal,
  changesFromJournal,
  compareFromJournal,
  figuresFromJournal,
  type ComparedRun,
  type DifferingRun,
  type JournalRun,
  type RunFigures,
} from '../billing/journal-run.js';
import { digestOf } from '../billing/statement.js';
import { billPeriod } from '../domain/billing-run.js';
import type { RuleSet } from '../domain/rule-sets.js';
import { billInSteps } from './bill-in-steps.js';
import type { Replays } from './replays.js';
import type { Watch } from './watch.js';

/** Nothing of a region was known yet at the position or day that was asked about. */
export class NothingKnown extends Error {
  override readonly name = 'NothingKnown';
  constructor(region: string, at: number | CalendarDate) {
    super(
      typeof at === 'number'
        ? `at position ${at} region ${region} was not defined yet: ask about a later day or position`
        : `nothing of region ${region} was recorded by the end of ${at}: ask about the day that it was recorded here, or a later one`,
    );
  }
}

/** Month of a region. */
export interface InMonth {
  readonly region: string;
  readonly period: Month;
}

/** A run as it was known at a position of the log, with its digest and the contracts it was made by. */
export type KnownRun = JournalRun;

/** Which part of a region's history is wanted. */
export interface PartOfHistory {
  /** Months of which the declarations are wanted. */
  readonly periods: readonly Month[];
  readonly position: number;
  /** Pseudonyms of the youths that are wanted, with their lines; all when left out. */
  readonly youths?: readonly string[];
}

/** What a run of a month rests on. */
export interface RestsOn {
  readonly position: number;
  readonly ruleSet: RuleSet;
}

/** Part of the history of a region as known at a position. Throws NothingKnown. */
export async function historyAt(
  { source }: Replays,
  region: string,
  { position, ...wanted }: PartOfHistory,
  watch: Watch = {},
): Promise<RegionHistory> {
  const history = await source.excerpt({ region, knownAt: { position }, ...wanted }, watch);
  if (!history.definition) throw new NothingKnown(region, position);
  return history;
}

/**
 * Bills a month as it was known at a position, by a version of the rules. The same four always give the same run. Rejects
 * with the reason of the signal of `watch` when that is aborted.
 */
export async function runAt(
  replays: Replays,
  month: InMonth,
  { position, ruleSet }: RestsOn,
  watch: Watch = {},
): Promise<KnownRun> {
  const request = { ...month, knownAt: { position } };
  const { run, ...rest } = await (isByColumns(ruleSet)
    ? known(month, position, billFromJournal(replays.source, request, watch))
    : overFacts(replays, month, { position, ruleSet }, watch));
  // The last event of a region may be one that replay does not hand on; what the run rests on is what was asked.
  return { run: { ...run, position }, ...rest };
}

/** Figures of the same run: its lines are counted and not made. */
export async function figuresAt(
  replays: Replays,
  month: InMonth,
  { position, ruleSet }: RestsOn,
  watch: Watch = {},
): Promise<RunFigures> {
  if (isByColumns(ruleSet)) {
    const request = { ...month, knownAt: { position } };
    return known(month, position, figuresFromJournal(replays.source, request, watch));
  }
  const { run, digest } = await overFacts(replays, month, { position, ruleSet }, watch);
  return { lines: run.lines.length, lumpSums: run.lumpSums.length, totals: run.totals, digest };
}

/**
 * Two runs of a month, each with its lines as far as the other has not the same: all of them when other rules bill facts.
 * Throws as `runAt` does.
 */
export async function comparedAt(
  replays: Replays,
  month: InMonth,
  sides: readonly [RestsOn, RestsOn],
  watch: Watch = {},
): Promise<readonly [ComparedRun, ComparedRun]> {
  const [first, second] = sides;
  if (isByColumns(first.ruleSet) && isByColumns(second.ruleSet)) {
    const positions = [first.position, second.position] as const;
    return known(month, first.position, compareFromJournal(replays.source, month, positions, watch));
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
  sides: readonly [RestsOn, RestsOn],
  watch: Watch = {},
): Promise<readonly [DifferingRun, DifferingRun]> {
  const [first, second] = sides;
  if (!isByColumns(first.ruleSet) || !isByColumns(second.ruleSet)) return inWhole(replays, month, sides, watch);
  const positions = [first.position, second.position] as const;
  return known(month, first.position, changesFromJournal(replays.source, month, positions, watch));
}

/** Both runs in whole. */
async function inWhole(
  replays: Replays,
  month: InMonth,
  [first, second]: readonly [RestsOn, RestsOn],
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

/** Columns do what `billPeriod` does and nothing else; any other rules bill facts. */
const isByColumns = ({ bill }: RuleSet): boolean => bill === billPeriod;

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
  { position, ruleSet }: RestsOn,
  watch: Watch,
): Promise<KnownRun> {
  const history = await historyAt(replays, region, { periods: [period], position }, watch);
  const run = await billInSteps(history, period, ruleSet, watch);
  return { run, digest: digestOf(run), history };
}

/** Whether a declaration of a month has lines that count, or is not decided and may come to have them. */
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

/** First and last month with a declaration that counts or is not decided, as `firstDeclared` has it; none when there is none. */
export async function declaredMonths(replays: Replays, region: string, position: number): Promise<Month[]> {
  const months = await replays.source.declaredMonths({ region, knownAt: { position } });
  const first = await firstThatCounts(replays, region, { months, position });
  if (first === undefined) return [];
  const last = await firstThatCounts(replays, region, { months: months.toReversed(), position });
  return [first, last ?? first];
}

/** Months whose lines are held in memory at the same time. */
const MONTHS_A_READING = 6;

/** Months in the groups in which they are read together. */
export const readTogether = <One>(months: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(months.length / MONTHS_A_READING) }, (_, group) =>
    months.slice(group * MONTHS_A_READING, (group + 1) * MONTHS_A_READING),
  );
