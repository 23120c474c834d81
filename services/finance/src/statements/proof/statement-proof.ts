import { z } from 'zod';
import { periodSealed, fields } from '@regieboek/events';
import type { SealFace } from '../../runs/mark.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A seal without what concerns other municipalities; see `SealFace`. */
const sealFace = z.strictObject({
  ...periodSealed.schema.omit({ waivers: true, sealedBy: true, fourEyes: true, statements: true }).shape,
  statements: z.record(fields.municipality, sha256),
  decisions: sha256,
}) satisfies z.ZodType<SealFace>;

/** The proof in a document of a statement: its subject, its number of lines, and the seal that contains its digest. */
export const statementProof = z.strictObject({
  format: z.literal('regieboek-statement-proof/1'),
  region: fields.region,
  municipality: fields.municipality,
  /** Number of lines of the statement: billed lines, lump sums, corrections and claims. */
  lines: z.int().min(0),
  seal: sealFace,
});

/** The same as a type. */
export type StatementProof = z.output<typeof statementProof>;
