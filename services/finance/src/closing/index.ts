export { Closing, type PeriodState, type SealRequest, type ReopenRequest, type Sealed } from './closing.js';
export { PeriodRefused } from './period-refused.js';
