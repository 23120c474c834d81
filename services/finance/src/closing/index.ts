export {
  Closing,
  type PeriodState,
  type SealRequest,
  type ReopenRequest,
  type Sealed,
  PeriodRefused,
} from './closing.js';
