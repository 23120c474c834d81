import type { StatementProof } from '../../statements/proof/statement-proof.js';

/** Characters of a part: below the longest text that a cell of a workbook can have. */
const PART_LENGTH = 30_000;

/** The proof of a statement as text in parts that fit in a cell. */
export function proofParts(proof: StatementProof): string[] {
  const text = JSON.stringify(proof);
  return Array.from({ length: Math.ceil(text.length / PART_LENGTH) }, (_, part) =>
    text.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH),
  );
}
