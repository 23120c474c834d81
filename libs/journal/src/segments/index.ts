export type { JournalLog } from './follow-log.js';
export type { Wanted } from './excerpt.js';
export { Journal, type JournalOptions } from './journal.js';
export * from './replay-source.js';
export { serveMonths } from './month-worker.js';
export { SegmentDamaged, type CrashPoint } from './segment-folder.js';
export { pause, type Progress, type Watch } from './watch.js';
