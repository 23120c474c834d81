import { createHash } from 'node:crypto';
import type { EventLog, Recorded } from '@regieboek/eventing';
import type { RegionHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';
import type { BillingRun } from '../domain/billing-run.js';
import { diffRuns, type Difference } from '../domain/diff.js';
import { CauseFinder, type Correction } from '../domain/diff-causes.js';
import type { Periods } from '../domain/periods.js';
import type { RuleSet, RuleSets } from '../domain/rule-sets.js';
import { billInSteps } from './bill-in-steps.js';
import { historyAt, readTogether, type InMonth } from './runs.js';
import { watched, type Watch } from './watch.js';

/** One side of a comparison: a position of the log, and a version of the rules. */
export interface AsOf {
  readonly position: number;
  readonly ruleSet: RuleSet;
}

/** A month to compare, with the rules of both sides. */
interface Compared {
  readonly period: Month;
  readonly rules: readonly [RuleSet, RuleSet];
}

/** Both runs of a month with what differs and why. */
export interface Comparison {
  readonly before: BillingRun;
  readonly after: BillingRun;
  readonly corrections: readonly Correction[];
}

type Range = readonly [from: number, to: number];

/** Compares months between two positions, the first before the second: two replays and one reading of what is between. */
async function compareForward(
  log: EventLog,
  region: string,
  { months, range: [from, to] }: { readonly months: readonly Compared[]; readonly range: Range },
  watch: Watch,
): Promise<Comparison[]> {
  const periods = months.map(({ period }) => period);
  const history = await historyAt(log, region, { periods, position: from }, watch);
  const later = from === to ? history : await historyAt(log, region, { periods, position: to }, watch);
  const sides: { before: BillingRun; after: BillingRun; finder: CauseFinder }[] = [];
  for (const { period, rules } of months) {
    const [ruleSet, rulesAfter] = rules;
    const before = await billInSteps(history, period, ruleSet, watch);
    const after = await billInSteps(later, period, rulesAfter, watch);
    const finder = new CauseFinder(history, period, { ...before, ruleSet }, { ...after, ruleSet: rulesAfter });
    sides.push({ before: { ...before, position: from }, after: { ...after, position: to }, finder });
  }
  const finders = sides.flatMap(({ finder }) => (finder.isNeeded ? [finder] : []));
  if (finders.length > 0)
    await tell(watched(log, watch, to).readRegion(region, { after: from, upTo: to }), history, finders);
  return sides.map(({ finder, ...runs }) => ({ ...runs, corrections: finder.corrections() }));
}

/** Tells finders of events while a history takes them in. */
async function tell(
  batches: AsyncIterable<readonly Recorded[]>,
  history: RegionHistory,
  finders: readonly CauseFinder[],
): Promise<void> {
  for await (const batch of batches) {
    for (const recorded of batch) {
      for (const finder of finders) finder.before(recorded);
      history.apply(recorded);
      for (const finder of finders) finder.after(recorded);
    }
  }
}

/**
 * What a month came to differently as known at the second side than at the first, with the causes. The other way round
 * gives the same amounts with the other sign. Throws NotConserved when causes do not add up.
 */
export async function compare(
  log: EventLog,
  { region, period }: InMonth,
  [from, to]: readonly [AsOf, AsOf],
  watch: Watch = {},
): Promise<Comparison> {
  const isForward = from.position <= to.position;
  const [first, second] = isForward ? [from, to] : [to, from];
  const months = [{ period, rules: [first.ruleSet, second.ruleSet] as const }];
  const range = [first.position, second.position] as const;
  const [compared] = await compareForward(log, region, { months, range }, watch);
  if (!compared) throw new Error(`nothing was compared of ${period}`);
  return isForward ? compared : reversed(compared);
}

function reversed({ before, after, corrections }: Comparison): Comparison {
  const causesOf = new Map(corrections.map(({ key, causes }) => [key, causes]));
  const negated = (causes: Correction['causes']) => causes.map((cause) => ({ ...cause, cents: -cause.cents }));
  return {
    before: after,
    after: before,
    corrections: diffRuns(after, before).map((difference) => ({
      ...difference,
      causes: negated(causesOf.get(difference.key) ?? []),
    })),
  };
}

/** What a month takes over of the months sealed before it, as known at a position; nothing when it takes over nothing. */
export async function correctionsIn(
  log: EventLog,
  { region, period }: InMonth,
  { periods, rules, position }: { readonly periods: Periods; readonly rules: RuleSets; readonly position: number },
  watch: Watch = {},
): Promise<Correction[]> {
  const { of, from, to } = periods.takenOverBy(period);
  const range = [from, to ?? position] as const;
  const corrections: Correction[] = [];
  for (const group of readTogether(of)) {
    const months = group.map(({ seal }) => {
      const ruleSet = rules.named(seal.ruleSet);
      return { period: seal.period, rules: [ruleSet, ruleSet] as const };
    });
    const compared = await compareForward(log, region, { months, range }, watch);
    corrections.push(...compared.flatMap((one) => one.corrections));
  }
  return corrections;
}

/** SHA-256 over the amounts of corrections, in order of what they are about. */
export const correctionDigestOf = (corrections: readonly Difference[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        corrections.map(({ key, cents }) => [key, cents] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      ),
    )
    .digest('hex');
