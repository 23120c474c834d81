export { runMonth } from './billing-work.js';
export { changesOf } from './changes-work.js';
export type { ColumnRun } from './column-run.js';
