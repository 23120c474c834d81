import type { ObjectRules } from '../objects/object-rules.js';
import type { HomeAddresses } from './youth/home-addresses.js';
import type { CareSlots } from './youth/care-slots.js';
import type { CountsDays } from './youth/counted-days.js';
import type { RunDecider } from './youth/run-decider.js';
import type { RunRules } from './run-rules.js';

/** Column strategies for common histories; each is equivalent to the strategy over facts. */
export interface ColumnRules {
  residence(rules: RunRules, care: CareSlots, homes: HomeAddresses): RunDecider;
  readonly counting: CountsDays;
}

/** Strategies of a run by columns: those over facts, for rare histories, and those over columns. */
export interface BillingRules extends ObjectRules {
  /** Null: every history is billed by the rules over facts. */
  readonly columns: ColumnRules | null;
}
