export type { Proof, ProofOptions } from './proof.js';
export { SealProofs } from './seal-proofs.js';
