import type { Cents, Fault, Month } from '@regieboek/kernel';

/** Declaration to which a refusal belongs; its fields are null when the message could not be read so far. */
interface RefusedDeclaration {
  /** Id of the declaration; null when the message was refused before it became one. */
  readonly declaration: string | null;
  /** Identificatie that the sender gave to the message. */
  readonly messageId: string | null;
  /** DeclaratieNummer. */
  readonly number: string | null;
  readonly provider: string | null;
  /** Municipality to which the declaration was sent. */
  readonly municipality: string | null;
  readonly period: Month | null;
}

/** Fields of a refused line; null in a declaration that was refused as a whole. */
interface RefusedLine {
  /** Number of the line in the declaration, from 1. */
  readonly line: number | null;
  /** ReferentieNummer. */
  readonly reference: string | null;
  /** ToewijzingNummer, by which the sender knows the client. */
  readonly assignment: number | null;
  /** Pseudonym; null when the region does not know the client. */
  readonly youth: string | null;
  readonly category: string | null;
  readonly code: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** A refused line, or a declaration refused as a whole, from the ledger. */
export interface RefusedItem extends RefusedDeclaration, RefusedLine {
  readonly scope: 'line' | 'declaration';
  /** Amount that was declared; negative for a credit. Null when it could not be read. */
  readonly cents: Cents | null;
  /** Retour codes (WJ001) of the line, or of the header and the declaration. */
  readonly codes: readonly string[];
  /** Faults with their places, of a message that does not have a valid content. */
  readonly faults: readonly Fault[];
}

/** Fields of a declaration without a line. */
export const noLine: RefusedLine = {
  ...{ line: null, reference: null, assignment: null, youth: null },
  ...{ category: null, code: null, from: null, to: null },
};

/** Fields of a message of which not even the head could be read. */
export const noDeclaration: RefusedDeclaration = {
  ...{ declaration: null, messageId: null, number: null, provider: null, municipality: null, period: null },
};

/** Selection of refusals; an absent field selects all. */
export interface RefusalFilter {
  readonly provider?: string | undefined;
  /** Months of declaration, both included. */
  readonly from?: Month | undefined;
  readonly to?: Month | undefined;
  /** Id of a declaration, or its DeclaratieNummer. */
  readonly declaration?: string | undefined;
}
