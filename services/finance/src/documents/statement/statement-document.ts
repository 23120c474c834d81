import type { BilledLine } from '../../domain/runs/billing-run.js';
import type { Correction } from '../../domain/differences/diff-causes.js';
import type { LumpSumLine } from '@regieboek/billing';
import type { Cents, Language } from '@regieboek/kernel';
import type { KnownStatement } from '../../billing/billing.js';
import type { StatementProof } from '../../statements/proof/statement-proof.js';

/** Names that a statement shows beside codes; an unknown name is an empty text. */
export interface StatementNames {
  readonly region: string;
  /** Organisation that sends statements. */
  readonly organisation: string;
  municipality(code: string): string;
  provider(agb: string): string;
  product(line: Pick<BilledLine, 'provider' | 'category' | 'code'>): string;
  /** ToewijzingNummer of a declared line; an empty text when it is not known. */
  assignment(line: BilledLine): string;
  /** Why a municipality bears a line, in a sentence. */
  reason(line: BilledLine, language: Language): string;
  /** Agreement that a monthly amount belongs to. */
  agreement(line: LumpSumLine, language: Language): string;
}

/** Differences of the month between an earlier time and now, as far as the municipality bears them. */
export interface Changes {
  /** Position in the log that the differences start from. */
  readonly from: number;
  readonly to: number;
  readonly differences: readonly Correction[];
}

/** An item that asks for a decision, with the amount it is about. */
export interface StatedItem {
  readonly item: string;
  readonly reasons: readonly string[];
  readonly cents: Cents;
}

/** A statement with all that its document shows. */
export interface StatementDocument {
  readonly statement: KnownStatement;
  readonly names: StatementNames;
  /** Mark of the seal and day of sealing; null for an open month, and when another time or other rules were asked for. */
  readonly seal: { readonly mark: string; readonly sealedOn: string } | null;
  /** Proof that goes with the document; or why there is none. */
  readonly proof: StatementProof | NoProof;
  /** Null without an earlier time to compare with. */
  readonly changes: Changes | null;
  readonly openItems: readonly StatedItem[];
}

/** Why a document carries no proof. */
export type NoProof = 'open-month' | 'sealed-before-proofs' | 'other-time' | 'hidden-lines';
