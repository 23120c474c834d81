export type { Proof, ProofOptions } from './proof.js';
export { Proving } from './proving.js';
