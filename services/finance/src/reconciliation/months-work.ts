/**
 * Reconciliation as a job over months in shares of youths. Lines of different youths are independent, except for
 * references: two lines may share one, and a credit line may refer to another youth's line. So all lines are marked
 * first.
 */
import type { MonthColumns, MonthLines } from '@regieboek/journal';
import type { LinesWork } from '@regieboek/journal/segments';
import { DeclaredRows } from '../domain/reconciliation/declared/rows.js';
import { reconcilePart, type ReconciledPart } from '../domain/reconciliation/part.js';
import { References } from '../domain/reconciliation/declared/references.js';

/** The part of the job that runs in shares. */
export const work = {
  // Workers run compiled code, also when this file itself runs from source.
  worker: new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/reconciliation/months-worker.js' : './months-worker.js',
    import.meta.url,
  ),
  marks: (lines: MonthLines) => new References(new DeclaredRows(lines)).states(),
  part: (columns: MonthColumns) => reconcilePart(columns),
  isPart: (value: unknown): value is ReconciledPart =>
    typeof value === 'object' && value !== null && 'sums' in value && 'undeclared' in value,
} satisfies Omit<LinesWork<ReconciledPart, unknown>, 'answer'>;
