import type { EventLog } from '@regieboek/eventing';
import { replay, type RegionHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';
import type { BillingRun } from '../domain/billing-run.js';
import type { RuleSet } from '../domain/rule-sets.js';
import { billInSteps } from './bill-in-steps.js';
import { watched, type Watch } from './watch.js';

/** Nothing of a region was known yet at the position or day that was asked about. */
export class NothingKnown extends Error {
  override readonly name = 'NothingKnown';
  constructor(region: string, position: number) {
    super(`at position ${position} region ${region} was not defined yet: ask about a later day or position`);
  }
}

/** Month of a region. */
export interface InMonth {
  readonly region: string;
  readonly period: Month;
}

/** A run as it was known at a position of the log, with the history it was made from. */
export interface KnownRun {
  readonly run: BillingRun;
  readonly history: RegionHistory;
}

/** History of a region as known at a position, with the declarations of some months only. Throws NothingKnown. */
export async function historyAt(
  log: EventLog,
  region: string,
  { periods, position }: { readonly periods: readonly Month[]; readonly position: number },
  watch: Watch = {},
): Promise<RegionHistory> {
  const wanted = new Set(periods);
  const wants = (head: { readonly period: Month }) => wanted.has(head.period);
  const history = await replay(watched(log, watch, position), region, { wants, upTo: position });
  if (!history.definition) throw new NothingKnown(region, position);
  return history;
}

/**
 * Bills a month as it was known at a position, by a version of the rules. The same four always give the same run. Rejects
 * with the reason of the signal of `watch` when that is aborted.
 */
export async function runAt(
  log: EventLog,
  month: InMonth,
  { position, ruleSet }: { readonly position: number; readonly ruleSet: RuleSet },
  watch: Watch = {},
): Promise<KnownRun> {
  const { region, period } = month;
  const history = await historyAt(log, region, { periods: [period], position }, watch);
  const run = await billInSteps(history, period, ruleSet, watch);
  // The last event of a region may be one that replay does not hand on; what the run rests on is what was asked.
  return { run: { ...run, position }, history };
}

/** First month that has declarations and last one, as known at a position; null when there are none. */
export async function declaredMonths(
  log: EventLog,
  region: string,
  position: number,
): Promise<{ readonly first: Month; readonly last: Month } | null> {
  const months = new Set<Month>();
  await replay(log, region, { wants: ({ period }) => !months.add(period), upTo: position });
  const [first, ...others] = [...months].sort();
  return first === undefined ? null : { first, last: others.at(-1) ?? first };
}

/** Months whose lines are held in memory at the same time. */
const MONTHS_A_READING = 6;

/** Months in the groups in which they are read together. */
export const readTogether = <One>(months: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(months.length / MONTHS_A_READING) }, (_, group) =>
    months.slice(group * MONTHS_A_READING, (group + 1) * MONTHS_A_READING),
  );
