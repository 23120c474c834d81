export * from './bill-line.js';
export * from './care-record.js';
export * from './counted-days.js';
export * from './indexation.js';
export * from './lump-sum.js';
