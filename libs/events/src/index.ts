export * from './catalogue.js';
export * from './contracts.js';
export * from './declare.js';
export * as fields from './fields.js';
export type { CareForm } from './fields.js';
export * from './finance.js';
export * from './json-schema.js';
export * from './placements.js';
export { eventTitles } from './titles.js';
