export { digestOf } from './digest.js';
export { historyAt, type InMonth } from './runs.js';
export type { Watch } from './watch.js';
export { compareFromJournal } from './journal/compared-runs.js';
