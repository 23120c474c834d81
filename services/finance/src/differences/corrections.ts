import { createHash } from 'node:crypto';
import type { Recorded } from '@regieboek/eventing';
import { BusinessDays, type RegionHistory } from '@regieboek/journal';
import { toDay, type Day, type Month } from '@regieboek/kernel';
import type { ComparedRun, DifferingRun } from '../runs/journal/compared-runs.js';
import { diffRuns, type Difference } from '../domain/differences/diff.js';
import { CauseFinder, toldInOtherOrder, type Correction } from '../domain/differences/diff-causes.js';
import type { Periods } from '../domain/periods/periods.js';
import type { RuleSet, RuleSets } from '@regieboek/billing';
import type { Replays } from '@regieboek/replays';
import { comparedAt, differingAt, historyAt, readTogether, type InMonth, type RunInputs } from '../runs/runs.js';
import { watched, type Watch } from '../runs/watch.js';
import { youthsOnce } from '../runs/youths-once.js';

/** One side of a comparison: the moment of knowledge and the version of the rules. */
export type AsOf = RunInputs;

/** Moment of knowledge of a side, for any rules. */
type Known = Pick<AsOf, 'position' | 'toldBy'>;

/** A month to compare, with the rules of both sides. */
interface Compared {
  readonly period: Month;
  readonly rules: readonly [RuleSet, RuleSet];
}

/** Both runs of a month with what differs and why. */
export interface Comparison<Side = ComparedRun> {
  readonly before: Side;
  readonly after: Side;
  readonly corrections: readonly Correction[];
}

/** Two sides of which the second knows all that the first knows. */
type Range = readonly [from: Known, to: Known];

/** Gives both runs of a month, with as much of them as is needed. */
type SidesAt<Side> = (
  replays: Replays,
  month: InMonth,
  sides: readonly [RunInputs, RunInputs],
  watch: Watch,
) => Promise<readonly [Side, Side]>;

/** The moments between which months are compared, and how to run both sides of one. */
interface How<Side> {
  readonly range: Range;
  readonly sidesAt: SidesAt<Side>;
}

/** Both runs of a month, and the differences between them without their causes. */
interface Runs<Side extends DifferingRun = DifferingRun> extends Compared {
  readonly before: Side;
  readonly after: Side;
  readonly differences: readonly Difference[];
}

async function runsOf<Side extends DifferingRun>(
  replays: Replays,
  region: string,
  { month, range: [from, to], sidesAt }: { readonly month: Compared } & How<Side>,
  watch: Watch,
): Promise<Runs<Side>> {
  const { period, rules } = month;
  const sides = [
    { ...from, ruleSet: rules[0] },
    { ...to, ruleSet: rules[1] },
  ] as const;
  const [before, after] = await sidesAt(replays, { region, period }, sides, watch);
  const differences = diffRuns({ period, ...before }, { period, ...after });
  return { ...month, before, after, differences };
}

/** Youths for whom causes have to be found: those with differences, or all when a lump sum that is divided by use differs. */
function concerned(runs: readonly Runs[]): readonly string[] | undefined {
  const differences = runs.flatMap((one) => one.differences);
  return differences.some(({ kind }) => kind === 'lump-sum')
    ? undefined
    : [...new Set(differences.flatMap(({ youth }) => youth ?? []))];
}

/** Compares months between two sides, the second with more known; the events between are read when something differs. */
async function compareForward<Side extends DifferingRun>(
  replays: Replays,
  region: string,
  { months, range, sidesAt }: { readonly months: readonly Compared[] } & How<Side>,
  watch: Watch,
): Promise<Comparison<Side>[]> {
  const runs: Runs<Side>[] = [];
  const shared = youthsOnce(replays);
  for (const month of months) runs.push(await runsOf(shared, region, { month, range, sidesAt }, watch));
  const differing = runs.filter(({ differences }) => differences.length > 0);
  const corrections = await withCauses(replays, region, { runs: differing, range }, watch);
  return runs.map((one) => ({
    before: one.before,
    after: one.after,
    corrections: corrections.get(one) ?? [],
  }));
}

async function withCauses(
  replays: Replays,
  region: string,
  { runs, range: [from, to] }: { readonly runs: readonly Runs[]; readonly range: Range },
  watch: Watch,
): Promise<Map<Runs, readonly Correction[]>> {
  if (runs.length === 0) return new Map();
  const youths = concerned(runs);
  const periods = runs.map(({ period }) => period);
  const part = { periods, ...from, until: to.position, ...(youths ? { youths } : {}) };
  const history = await historyAt(replays, region, part, watch);
  const finders = runs.map(({ period, rules, before, after }) => {
    const sides = [
      { ...before, ruleSet: rules[0] },
      { ...after, ruleSet: rules[1] },
    ] as const;
    return new CauseFinder(history, period, ...sides);
  });
  const isTold = Boolean(from.toldBy) || Boolean(to.toldBy);
  const after = isTold ? 0 : from.position;
  const batches = watched(replays.log, watch, to.position).readRegion(region, { after, upTo: to.position });
  await tell(batches, isTold ? toldBetween(from, to) : () => true, { history, finders });
  const rest = isTold ? toldInOtherOrder : undefined;
  return new Map(runs.map((one, index) => [one, finders[index]?.corrections(rest) ?? []]));
}

/** True for an event that is known on the second side and not on the first; called for all events in log order. */
function toldBetween(from: Known, to: Known): (recorded: Recorded) => boolean {
  const days = new BusinessDays();
  const knows = ({ position, toldBy }: Known, at: number, told: Day | null): boolean =>
    at <= position && (!toldBy || told === null || told <= toDay(toldBy));
  return (recorded) => {
    const told = days.of(recorded);
    return knows(to, recorded.position, told) && !knows(from, recorded.position, told);
  };
}

/** Passes events to the finders and applies them to a history. */
async function tell(
  batches: AsyncIterable<readonly Recorded[]>,
  isBetween: (recorded: Recorded) => boolean,
  { history, finders }: { readonly history: RegionHistory; readonly finders: readonly CauseFinder[] },
): Promise<void> {
  for await (const batch of batches) {
    for (const recorded of batch) {
      if (!isBetween(recorded)) continue;
      for (const finder of finders) finder.before(recorded);
      history.apply(recorded);
      for (const finder of finders) finder.after(recorded);
    }
  }
}

/** Compares a month between two sides of which the second knows all that the first knows. */
async function forward(
  replays: Replays,
  { region, period }: InMonth,
  [from, to]: readonly [AsOf, AsOf],
  watch: Watch,
): Promise<Comparison> {
  const months = [{ period, rules: [from.ruleSet, to.ruleSet] as const }];
  const range = [known(from), known(to)] as const;
  const [compared] = await compareForward(replays, region, { months, range, sidesAt: comparedAt }, watch);
  if (!compared) throw new Error(`the comparison of ${period} is missing`);
  return compared;
}

const known = ({ position, toldBy = null }: AsOf): Known => ({ position, toldBy });

/** True when the second side knows all that the first knows. */
const isWithin = (from: AsOf, to: AsOf): boolean =>
  from.position <= to.position && (!to.toldBy || (Boolean(from.toldBy) && String(from.toldBy) <= to.toldBy));

/** Knowledge of both sides, with the rules of the first. */
function inCommon(from: AsOf, to: AsOf): AsOf {
  const [earliest = null] = [from.toldBy, to.toldBy].filter((day) => day !== null && day !== undefined).sort();
  return { position: Math.min(from.position, to.position), toldBy: earliest, ruleSet: from.ruleSet };
}

/**
 * Differences of a month between the first and the second side, with the causes. Swapping the sides gives the same amounts with
 * the other sign. Where each side knows something that the other does not, both are compared with what they have in common.
 * Throws NotConserved when causes do not add up.
 */
export async function compare(
  replays: Replays,
  month: InMonth,
  [from, to]: readonly [AsOf, AsOf],
  watch: Watch = {},
): Promise<Comparison> {
  if (isWithin(from, to)) return forward(replays, month, [from, to], watch);
  if (isWithin(to, from)) return joined(month.period, await forward(replays, month, [to, from], watch));
  const common = inCommon(from, to);
  const back = await forward(replays, month, [common, from], watch);
  return joined(month.period, back, await forward(replays, month, [common, to], watch));
}

/** A comparison that goes back to the common knowledge, and from there to the other side when there is more. */
function joined(period: Month, back: Comparison, on?: Comparison): Comparison {
  const before = back.after;
  const after = on ? on.after : back.before;
  const undone = new Map(back.corrections.map(({ key, causes }) => [key, causes]));
  const done = new Map(on?.corrections.map(({ key, causes }) => [key, causes]));
  const negated = (causes: Correction['causes']) => causes.map((cause) => ({ ...cause, cents: -cause.cents }));
  return {
    before,
    after,
    corrections: diffRuns({ period, ...before }, { period, ...after }).map((difference) => ({
      ...difference,
      causes: [...negated(undone.get(difference.key) ?? []), ...(done.get(difference.key) ?? [])],
    })),
  };
}

/** Corrections of earlier sealed months that a month includes, as known at a position. */
export async function correctionsIn(
  replays: Replays,
  { region, period }: InMonth,
  { periods, rules, position }: { readonly periods: Periods; readonly rules: RuleSets; readonly position: number },
  watch: Watch = {},
): Promise<Correction[]> {
  const { of, from, to } = periods.takenOverBy(period);
  const range = [{ position: from }, { position: to ?? position }] as const;
  const corrections: Correction[] = [];
  for (const group of readTogether(of)) {
    const months = group.map(({ seal }) => {
      const ruleSet = rules.named(seal.ruleSet);
      return { period: seal.period, rules: [ruleSet, ruleSet] as const };
    });
    const compared = await compareForward(replays, region, { months, range, sidesAt: differingAt }, watch);
    corrections.push(...compared.flatMap((one) => one.corrections));
  }
  return corrections;
}

/** SHA-256 over the amounts of corrections, in order of their subjects. */
export const correctionDigestOf = (corrections: readonly Difference[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        corrections.map(({ key, cents }) => [key, cents] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      ),
    )
    .digest('hex');
