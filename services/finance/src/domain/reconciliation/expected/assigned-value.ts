import type { Assignment, Product } from '@regieboek/events';
import { isoWeekIndex, OPEN, type Cents, type Interval } from '@regieboek/kernel';

/** Volume that an assignment allows. */
export type AssignedTerms = Pick<Assignment, 'volume' | 'frequency' | 'budgetCents'>;

/** Some days of care and all days of the assignment, of which they are a part. */
export interface AssignedDays {
  readonly days: Interval;
  readonly assigned: Interval;
}

const WEEK_DAYS = 7;

/** Maximum assigned volume in some days: per day, ISO week or month, or in total. */
function mostIn(volume: number, frequency: AssignedTerms['frequency'], days: Interval): number {
  if (frequency === '1') return volume * (days.to - days.from + 1);
  if (frequency === '2') return volume * (isoWeekIndex(days.to) - isoWeekIndex(days.from) + 1);
  return volume;
}

/**
 * The part of a total that falls on some days when it is spread evenly over all days of the assignment; the parts of consecutive
 * days add up to the total. The whole total for an assignment without an end.
 */
export function evenly(total: number, { days, assigned }: AssignedDays): number {
  if (assigned.to >= OPEN) return total;
  const all = assigned.to - assigned.from + 1;
  const until = (number: number): number => Math.floor((total * number) / all);
  return until(days.to - assigned.from + 1) - until(days.from - assigned.from);
}

/** Volume assigned to some days: a week has seven equal days, a month its volume, and a total is spread evenly. */
function volumeIn(volume: number, frequency: AssignedTerms['frequency'], at: AssignedDays): number {
  const days = at.days.to - at.days.from + 1;
  if (frequency === '1') return volume * days;
  if (frequency === '2') return Math.round((volume * days) / WEEK_DAYS);
  return frequency === '4' ? volume : evenly(volume, at);
}

/** Expected volume and amount in some days, and the most that may be declared: a volume, or cents in unit 83. */
export function assignedValue(terms: AssignedTerms, unit: Product['unit'], at: AssignedDays, tariffCents: Cents) {
  const { volume: assigned, frequency, budgetCents } = terms;
  const volume = assigned === null ? null : volumeIn(assigned, frequency, at);
  if (unit === '83' && budgetCents !== null)
    return {
      basis: 'assigned-volume',
      volume: volume ?? 0,
      cents: evenly(budgetCents, at),
      most: budgetCents,
    } as const;
  if (assigned === null || volume === null || unit === '83')
    return { basis: 'care-only', volume: 0, cents: 0, most: 0 } as const;
  const most = mostIn(assigned, frequency, at.days);
  return { basis: 'assigned-volume', volume, cents: volume * tariffCents, most } as const;
}
