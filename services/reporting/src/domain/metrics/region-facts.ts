/** Facts that figures are measured from: a region as known at a position of its log. */
import type { CareForm, Contract } from '@regieboek/events';
import type { Day, Interval } from '@regieboek/kernel';
import type { CareOfYouth } from '../care-of-youths.js';
import type { KnownMonth, Made } from '../star/known.js';

/** Care at one provider in one form, such as a stay within a chain: `to` is its last day, OPEN while it runs. */
export interface StayPart extends Interval {
  readonly provider: string;
  readonly form: CareForm;
  /** Product category (JZ020) and code (JZ021), as `44/44A09`; null when no message or contract names them. */
  readonly product: string | null;
  /** RedenBeeindiging (JZ588) of its definitive stop; null while it runs. */
  readonly endReason: string | null;
  /** Whole days of leave or absence within it. */
  readonly leaves: readonly Interval[];
}

/** A chain of adjoining stays: once away from home. Stays that begin after the last day that is seen are left out. */
export interface Stay extends Interval {
  readonly youth: string;
  readonly birth: Day;
  /** Municipality (CBS code) that is responsible on the first day; null: undetermined. */
  readonly municipality: string | null;
  /** Place among the chains of the youth: 1 is a first entry, more a re-entry. */
  readonly order: number;
  /** At least one, in order of first day. */
  readonly parts: readonly StayPart[];
}

/** All care of a youth. */
export interface YouthCare {
  readonly youth: string;
  readonly birth: Day;
  /** Also care without a stay; in order of first day. */
  readonly parts: readonly StayPart[];
  /** Municipality that is responsible on a day of care; null: undetermined. */
  readonly municipalityOn: (day: Day) => string | null;
}

/** A month of declaration: its declarations, its billed lines and lump sums. */
export type MonthFacts = Pick<KnownMonth, 'month' | 'declarations' | 'lines' | 'lumpSums'>;

/** A region, or several together, as replayed at a known-at. */
export interface RegionFacts {
  readonly made: Made;
  /** Last day that is seen: `made.knownOn`. */
  readonly seen: Day;
  /** Chains of stays in order of first day, merged with the gap that the region tolerates. */
  readonly stays: readonly Stay[];
  /** All care of all youths, with the municipality responsible on each day. */
  readonly youths: readonly YouthCare[];
  /** The same care, as `occupancy` takes it. */
  readonly careOfYouths: readonly CareOfYouth[];
  readonly contracts: readonly Contract[];
  /** Counts below it are hidden in public figures. */
  readonly smallCellLimit: number;
  /** Months of declaration in order; empty unless the metric reads them. */
  readonly months: readonly MonthFacts[];
}
