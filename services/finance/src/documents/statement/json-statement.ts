import type { KnownStatement } from '../../billing/billing.js';
import { digestOfLine, provenLines } from '../../statements/proof/proven-line.js';
import type { StatementProof } from '../../statements/proof/statement-proof.js';
import type { StatementDocument } from './statement-document.js';

/** A statement as JSON, with its proof when it has one. */
export interface JsonStatement extends KnownStatement {
  readonly proof: StatementProof | null;
  /** SHA-256 of each line in the order of the proof; none without a proof. */
  readonly lineDigests: readonly string[];
}

/** The document of a statement as JSON. */
export function jsonStatementOf({ statement, proof }: StatementDocument): JsonStatement {
  if (typeof proof === 'string') return { ...statement, proof: null, lineDigests: [] };
  const lineDigests = [...provenLines(statement)].map((line) => digestOfLine(line).toString('hex'));
  return { ...statement, proof, lineDigests };
}
