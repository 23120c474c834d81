export * from './bsn.js';
export * from './calendar-date.js';
export * from './cents.js';
export * from './decider.js';
export * from './intervals.js';
