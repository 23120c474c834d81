export * from './region-history.js';
