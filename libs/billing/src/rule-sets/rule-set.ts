/**
 * Versions of the rules that a month is billed by (regelset). A change of a rule is a new version with the first day
 * from which months are billed by it; earlier versions stay, so that a sealed month replays as it was sealed.
 */
import type { Day } from '@regieboek/kernel';
import type { BillingRules } from '../columns/column-rules.js';

/** One version of the rules: a strategy for each part of the law, over facts and over columns. */
export interface RuleSet extends BillingRules {
  /** Name of the version, such as `2025.1`; seals contain it, and it is never reused for other rules. */
  readonly version: string;
  /** Months whose first day is on or after this one are billed by it, until a later version takes over; null: only when named. */
  readonly from: Day | null;
  /** Description in a sentence for people. */
  readonly description: string;
}
