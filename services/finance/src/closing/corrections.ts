import { createHash } from 'node:crypto';
import type { Recorded } from '@regieboek/eventing';
import type { RegionHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';
import type { ComparedRun, DifferingRun } from '../billing/journal-run.js';
import { diffRuns, type Difference } from '../domain/diff.js';
import { CauseFinder, type Correction } from '../domain/diff-causes.js';
import type { Periods } from '../domain/periods.js';
import type { RuleSet, RuleSets } from '../domain/rule-sets.js';
import type { Replays } from './replays.js';
import { comparedAt, differingAt, historyAt, readTogether, type InMonth, type RestsOn } from './runs.js';
import { watched, type Watch } from './watch.js';
import { youthsOnce } from './youths-once.js';

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
export interface Comparison<Side = ComparedRun> {
  readonly before: Side;
  readonly after: Side;
  readonly corrections: readonly Correction[];
}

type Range = readonly [from: number, to: number];

/** Gives both runs of a month, with as much of them as is needed. */
type SidesAt<Side> = (
  replays: Replays,
  month: InMonth,
  sides: readonly [RestsOn, RestsOn],
  watch: Watch,
) => Promise<readonly [Side, Side]>;

/** Between which positions months are compared, and how both runs of one are had. */
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
    { position: from, ruleSet: rules[0] },
    { position: to, ruleSet: rules[1] },
  ] as const;
  const [before, after] = await sidesAt(replays, { region, period }, sides, watch);
  const differences = diffRuns({ period, ...before }, { period, ...after });
  return { ...month, before, after, differences };
}

/** Youths that causes have to be looked for: those with differences, or all when a lump sum that use divides differs. */
function concerned(runs: readonly Runs[]): readonly string[] | undefined {
  const differences = runs.flatMap((one) => one.differences);
  return differences.some(({ kind }) => kind === 'lump-sum')
    ? undefined
    : [...new Set(differences.flatMap(({ youth }) => youth ?? []))];
}

/** Compares months between two positions, the first before the second; what is between is read when something differs. */
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
  const part = { periods: runs.map(({ period }) => period), position: from, ...(youths ? { youths } : {}) };
  const history = await historyAt(replays, region, part, watch);
  const finders = runs.map(({ period, rules, before, after }) => {
    const sides = [
      { ...before, ruleSet: rules[0] },
      { ...after, ruleSet: rules[1] },
    ] as const;
    return new CauseFinder(history, period, ...sides);
  });
  await tell(watched(replays.log, watch, to).readRegion(region, { after: from, upTo: to }), history, finders);
  return new Map(runs.map((one, index) => [one, finders[index]?.corrections() ?? []]));
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
  replays: Replays,
  { region, period }: InMonth,
  [from, to]: readonly [AsOf, AsOf],
  watch: Watch = {},
): Promise<Comparison> {
  const isForward = from.position <= to.position;
  const [first, second] = isForward ? [from, to] : [to, from];
  const months = [{ period, rules: [first.ruleSet, second.ruleSet] as const }];
  const range = [first.position, second.position] as const;
  const [compared] = await compareForward(replays, region, { months, range, sidesAt: comparedAt }, watch);
  if (!compared) throw new Error(`nothing was compared of ${period}`);
  return isForward ? compared : reversed(period, compared);
}

function reversed(period: Month, { before, after, corrections }: Comparison): Comparison {
  const causesOf = new Map(corrections.map(({ key, causes }) => [key, causes]));
  const negated = (causes: Correction['causes']) => causes.map((cause) => ({ ...cause, cents: -cause.cents }));
  return {
    before: after,
    after: before,
    corrections: diffRuns({ period, ...after }, { period, ...before }).map((difference) => ({
      ...difference,
      causes: negated(causesOf.get(difference.key) ?? []),
    })),
  };
}

/** What a month takes over of the months sealed before it, as known at a position; nothing when it takes over nothing. */
export async function correctionsIn(
  replays: Replays,
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
    const compared = await compareForward(replays, region, { months, range, sidesAt: differingAt }, watch);
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
