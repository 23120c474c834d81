export type { RegionMonths, BilledRange, BilledMonth } from './billed-range.js';
export { BillingRuns, type StartedRange, type StartedRun } from './billing-runs.js';
export {
  Billing,
  type KnownExplanation,
  type BillingSummary,
  type Ran,
  type KnownStatement,
  type MunicipalityTotal,
} from './billing.js';
