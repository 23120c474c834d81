export { Closing, type PeriodState, type SealRequest, type ReopenRequest, type Sealed } from './closing.js';
export { SealsOfTwo } from './seals-of-two.js';
export { PeriodRefused } from './period-refused.js';
export { MonthStates, monthStates, type MonthState, type StatedMonth } from './month-states.js';
