import type { Assignment, Product } from '@regieboek/events';
import { isoWeekIndex, type Cents, type Interval } from '@regieboek/kernel';

/** Volume that an assignment allows. */
export type AssignedTerms = Pick<Assignment, 'volume' | 'frequency' | 'budgetCents'>;

/** Maximum assigned volume in some days: per day, ISO week or month, or in total; null without an assigned volume. */
function assignedVolume({ volume, frequency }: AssignedTerms, days: Interval): number | null {
  if (volume === null) return null;
  if (frequency === '1') return volume * (days.to - days.from + 1);
  if (frequency === '2') return volume * (isoWeekIndex(days.to) - isoWeekIndex(days.from) + 1);
  return volume;
}

/** Volume and amount in some days of care with only a known maximum. */
export function assignedValue(terms: AssignedTerms, unit: Product['unit'], days: Interval, tariffCents: Cents) {
  const volume = assignedVolume(terms, days);
  if (unit === '83' && terms.budgetCents !== null)
    return { basis: 'assigned-volume', volume: volume ?? 0, cents: terms.budgetCents } as const;
  if (volume === null || unit === '83') return { basis: 'care-only', volume: 0, cents: 0 } as const;
  return { basis: 'assigned-volume', volume, cents: volume * tariffCents } as const;
}
