export type { JournalLog } from './follow-log.js';
export type { Wanted } from './excerpt.js';
export {
  Journal,
  RegionUndefined,
  type ColumnRun,
  type ExcerptRequest,
  type JournalOptions,
  type KnownRegion,
  type MonthsRequest,
  type ReplaySource,
  type RunRequest,
} from './journal.js';
export { serveMonths } from './month-worker.js';
export { SegmentDamaged, type CrashPoint } from './segment-folder.js';
export { pause, type Progress, type Watch } from './watch.js';
