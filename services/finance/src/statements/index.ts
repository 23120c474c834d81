export type { Claim } from './statement.js';
export type { Explanation } from './explain-line.js';
export { statementProof } from './proof/statement-proof.js';
