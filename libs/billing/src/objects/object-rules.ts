import type { CountingRule } from '../rules/counting.js';
import type { FundingMode } from '../rules/funding/funding-mode.js';
import type { ResidenceRule } from '../rules/residence.js';
import type { SplittingRule } from '../rules/splitting.js';

/** Strategies that the rules over facts apply. */
export interface ObjectRules {
  readonly residence: ResidenceRule;
  readonly counting: CountingRule;
  readonly splitting: SplittingRule;
  /** Funding modes that a contract can have. */
  readonly funding: readonly FundingMode[];
}
