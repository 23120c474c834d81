export type { JournalLog } from './building/follow-log.js';
export { Journal, type JournalOptions } from './journal.js';
export { RegionUndefined, type MonthRequest, type ExcerptRequest, type ReplaySource } from './replay-source.js';
export type {
  DividedWork,
  MonthsWork,
  OpenedRegion,
  RegionReader,
  ShareSizes,
  WorkerModule,
} from './jobs/months-work.js';
export { linesWork, serveLines, type LinesWork } from './jobs/lines-work.js';
export { serveMonths } from './jobs/serve-months.js';
export type { FileSegments } from './files/file-segments.js';
export { type CrashPoint } from './files/segment-folder.js';
export { pause, type Progress, type Watch } from './watch.js';
