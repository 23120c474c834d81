export type { ColumnRun } from './column-run.js';
export { changesOf, runMonth } from './run-month.js';
