export * from './care.js';
export * from './known-at.js';
export * from './region-history.js';
export * from './replay.js';
export * from './youth-facts.js';
