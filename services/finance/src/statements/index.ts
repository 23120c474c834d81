export type { Claim } from './statement.js';
export { csvOf } from './csv.js';
export type { Explanation } from './explain-line.js';
