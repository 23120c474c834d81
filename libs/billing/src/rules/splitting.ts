import { allocate, allocateInOrder, intersect, type Cents, type Day, type Interval } from '@regieboek/kernel';
import { numberOfDays } from './counting.js';

/** Splitting of a rule set: whole cents or units over parts with whole weights, in order of their first day. */
export interface SplittingRule {
  divide(total: number, weights: readonly number[]): number[];
}

/** Units that are left go to the largest remainders, ties to the earliest part (grootste rest). */
export const largestRemainder: SplittingRule = { divide: allocate };

/** Units that are left go to the parts in order of their first day, one each (Fowler, Money). */
export const earliestFirst: SplittingRule = { divide: allocateInOrder };

/** An approved declared line (prestatie), as far as billing needs it. `cents` and `volume` of a credit line are negative. */
export interface ApprovedLine {
  readonly cents: Cents;
  readonly volume: number;
  readonly from: Day;
  readonly to: Day;
}

/** Responsible municipality for consecutive days, with the reason. `municipality` null: undetermined; a person has to decide. */
export interface Responsibility extends Interval {
  readonly municipality: string | null;
  readonly rule: string;
  readonly chainStart?: Day | undefined;
  readonly referenceDay?: Day | undefined;
}

/** Part of a line that one municipality bears under one rule. */
export interface Share<R extends Responsibility = Responsibility> {
  readonly responsibility: R;
  /** First and last day of the part that counted. */
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly volume: number;
  readonly cents: Cents;
}

const groundOf = (r: Responsibility): string =>
  `${r.municipality}|${r.rule}|${r.chainStart ?? ''}|${r.referenceDay ?? ''}`;

interface Group<R> {
  readonly responsibility: R;
  readonly days: Interval[];
}

/** Days grouped by municipality and ground, in order of first day. */
function groupDays<R extends Responsibility>(days: readonly Interval[], responsible: readonly R[]): Group<R>[] {
  const groups = new Map<string, Group<R>>();
  for (const responsibility of responsible) {
    for (const run of days) {
      const part = intersect(run, responsibility);
      if (!part) continue;
      const key = groundOf(responsibility);
      const group = groups.get(key) ?? { responsibility, days: [] };
      groups.set(key, group);
      group.days.push(part);
    }
  }
  return [...groups.values()].sort((a, b) => (a.days[0]?.from ?? 0) - (b.days[0]?.from ?? 0));
}

/**
 * Splits a line over the municipalities responsible on its counted days: amount and volume in proportion to days, the
 * units left over by the splitting rule, so that the parts add up to the line to the cent. `responsible` must cover
 * every day of `days`; throws RangeError when it does not, for then money would be lost.
 */
export function shareOf<R extends Responsibility>(
  line: ApprovedLine,
  days: readonly Interval[],
  responsible: readonly R[],
  { divide }: SplittingRule,
): Share<R>[] {
  const groups = groupDays(days, responsible);
  const weights = groups.map((group) => numberOfDays(group.days));
  if (weights.reduce((a, b) => a + b, 0) !== numberOfDays(days)) {
    throw new RangeError('responsibility does not cover every counted day exactly once');
  }
  const cents = divide(line.cents, weights);
  const volumes = divide(line.volume, weights);
  return groups.map(({ responsibility, days: own }, i) => ({
    responsibility,
    from: own[0]?.from ?? line.from,
    to: own.at(-1)?.to ?? line.to,
    days: weights[i] ?? 0,
    volume: volumes[i] ?? 0,
    cents: cents[i] ?? 0,
  }));
}
