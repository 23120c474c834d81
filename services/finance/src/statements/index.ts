export { type Claim, csvOf } from './statement.js';
export type { Explanation } from './explain-line.js';
