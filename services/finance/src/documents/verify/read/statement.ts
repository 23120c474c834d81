/** A statement as it is read back from a file, in any of its formats. */
import { Refusal, type Sentence } from '@regieboek/kernel';
import { z } from 'zod';
import { statementProof, type StatementProof } from '../../../statements/proof/statement-proof.js';
import type { ProvenLine } from '../../../statements/proof/proven-line.js';
import type { SummaryPart } from '../../statement/texts.js';

/** A line of a file, with the place where a person finds it. */
export interface ReadLine extends ProvenLine {
  /** Sheet and row, line of the file, or JSON pointer. */
  readonly place: string;
  /** Number in the order of the digest, and digest, as the file states them; null when it states none. */
  readonly nr: number | null;
  readonly digest: string | null;
}

/** A total that a file states. */
export interface ReadTotal {
  readonly place: string;
  readonly part: SummaryPart;
  readonly code: string;
  readonly cents: number | null;
}

/** What a file says. */
export interface ReadStatement {
  readonly proof: StatementProof;
  readonly lines: readonly ReadLine[];
  readonly totals: readonly ReadTotal[];
}

/** A file that is not a statement with a proof. */
export class NotAStatement extends Refusal {
  override readonly name = 'NotAStatement';
  constructor(text: Sentence) {
    super('not-a-statement', 'invalid', text);
  }
}

/** Proof of a file from its text. Throws NotAStatement when there is none. */
export function proofIn(text: string): StatementProof {
  if (text === '')
    throw new NotAStatement({
      nl: 'het bestand heeft geen zegelgegevens: vraag een specificatie van een afgesloten maand, in XLSX, CSV of JSON',
      en: 'the file has no seal data: ask for a statement of a sealed month, as XLSX, CSV or JSON',
    });
  const parsed = statementProof.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new NotAStatement({
    nl: 'de zegelgegevens in het bestand zijn beschadigd: gebruik het bestand zoals het werd ontvangen',
    en: 'the seal data in the file are damaged: use the file as it was received',
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const records = z.array(z.record(z.string(), z.unknown()));

/** Lists of a statement in JSON, as far as the proof needs them. */
export const jsonStatement = z.object({
  proof: z.unknown(),
  lineDigests: z.array(z.string()).default([]),
  lines: records,
  lumpSums: records,
  corrections: records,
  claimsReceivable: records,
  claimsPayable: records,
});
