import type { Absence } from '@regieboek/billing';
import type { Eenheid, Frequentie, Geslacht, RedenBeeindiging, RedenWijziging } from '@regieboek/ijw';
import type { Cents, Day, Interval } from '@regieboek/kernel';
import type { Offer } from '../region/offers.js';

/** Name of an invented person. */
export interface PersonName {
  readonly surname: string;
  readonly prefix?: string;
  readonly initials: string;
}

/** One row of the residence facts file; empty columns are null or left out. */
export interface Fact {
  readonly id: string;
  readonly kind: string;
  readonly from: Day | null;
  /** Last day, or null while it holds. */
  readonly to: Day | null;
  readonly municipality: string | null;
  readonly detail: string;
  readonly recordedOn: Day;
  readonly withdrawnOn?: Day;
  readonly provider?: string;
  readonly regular?: boolean;
  readonly jjiLinked?: boolean;
}

/** An invented youth of one region, with everything the files contain. */
export interface Youth {
  readonly bsn: string;
  readonly birth: Day;
  readonly sex: Geslacht;
  readonly name: PersonName;
  /** Contact address; for a secret address only a telephone number. */
  readonly secret: boolean;
  readonly facts: readonly Fact[];
  /** Facts that became known more than 60 days late, and withdrawals. */
  readonly lateFacts: readonly Fact[];
  readonly plans: readonly CarePlan[];
}

/** Volume granted by an assignment, or a budget for a category. */
export type Granted =
  | { readonly kind: 'volume'; readonly volume: number; readonly unit: Eenheid; readonly frequency: Frequentie }
  | { readonly kind: 'budget'; readonly cents: Cents };

/** Care on one assignment: what was assigned and delivered. */
export interface CarePlan {
  /** Number of the assignment, unique in its region. */
  readonly number: number;
  readonly bsn: string;
  readonly offer: Offer;
  /** Municipality that assigns, receives the declarations and pays. */
  readonly municipality: string;
  readonly decided: Day;
  /** Days of the assignment; OPEN when it has no end. */
  readonly assigned: Interval;
  readonly granted: Granted;
  /** First and last day of care; OPEN while it runs. */
  readonly care: Interval;
  /** Days between a temporary stop and the restart; care is stopped on the day before it. */
  readonly pause: Interval | null;
  readonly absences: readonly Absence[];
  readonly endReason: RedenBeeindiging;
  readonly change: RedenWijziging | null;
  /** True when the assignment was removed after it was sent (reason 13). */
  readonly removed: boolean;
  /** True when the provider sent a start message. */
  readonly startSent: boolean;
  /** Share of the granted volume that is delivered, in thousandths. */
  readonly use: number;
  /** Whether hours are declared in minutes. */
  readonly inMinutes: boolean;
}
