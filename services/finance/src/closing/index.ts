export { Books, type KnownAt, type RunAsked } from './books.js';
export { BillingRuns, type AskedRange, type AskedRun } from './billing-runs.js';
export { Closing, PeriodRefused, type PeriodNow, type Sealed } from './closing.js';
export { Comparing, type Compared } from './comparing.js';
export { diffRuns } from '../domain/diff.js';
export { Ledger, type Balances, type PostedMonth } from './ledger.js';
export { Proving } from './proving.js';
export type { Proof, ProofAsked } from './proof.js';
export type { Progress, Watch } from './watch.js';
