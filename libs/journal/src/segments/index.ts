export type { JournalLog } from './follow-log.js';
export { Journal, type ColumnRun, type JournalOptions, type ReplaySource, type RunRequest } from './journal.js';
export { SegmentDamaged, type CrashPoint } from './segment-folder.js';
