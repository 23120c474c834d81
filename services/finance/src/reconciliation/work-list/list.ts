import type { Cents } from '@regieboek/kernel';

/** Outcomes of lines to review: errors first, then late lines and credits, which are none by themselves. */
export const workOutcomes = [
  ...(['different', 'unknown', 'duplicate', 'out-of-period', 'undeclared', 'refused'] as const),
  ...(['late', 'credit'] as const),
] as const;
export type WorkOutcome = (typeof workOutcomes)[number];

/** A line to review: declared, expected, and the difference. */
export interface WorkItem {
  readonly outcome: WorkOutcome;
  readonly provider: string;
  readonly municipality: string;
  readonly youth: string | null;
  readonly assignment: number;
  readonly category: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly reference: string | null;
  /** Retour codes of a refused line (WJ001), separated by spaces. */
  readonly codes: string;
  readonly basis: string | null;
  readonly declaredVolume: number | null;
  readonly expectedVolume: number | null;
  readonly declaredCents: Cents | null;
  readonly expectedCents: Cents | null;
  /** Declared minus expected; a missing side counts as zero. */
  readonly differenceCents: Cents;
}

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of a work list: by provider, first day, youth and product, then by everything that distinguishes two lines. */
export const inWorkOrder = (a: WorkItem, b: WorkItem): number =>
  inText(a.provider, b.provider) ||
  inText(a.from, b.from) ||
  inText(a.youth ?? '', b.youth ?? '') ||
  inText(a.code, b.code) ||
  inText(a.municipality, b.municipality) ||
  a.assignment - b.assignment ||
  inText(a.outcome, b.outcome) ||
  inText(a.reference ?? '', b.reference ?? '');
