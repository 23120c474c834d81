export * from './bill-youth.js';
export * from './care.js';
export * from './columns/index.js';
export * from './days-of-use.js';
export * from './known-at.js';
export * from './region-history.js';
export * from './replay.js';
export * from './youth-facts.js';
