/**
 * Reconciliation as work over months that is done in shares of youths. Lines of different youths never meet, but for
 * references: two of them may have one, and a credit line may name that of another. So all lines are marked first.
 */
import type { MonthColumns, MonthLines } from '@regieboek/journal';
import type { LinesWork } from '@regieboek/journal/segments';
import { DeclaredRows } from '../domain/reconciliation/declared/rows.js';
import { reconcilePart, type ReconciledPart } from '../domain/reconciliation/part.js';
import { References } from '../domain/reconciliation/declared/references.js';

/** What of that work is done in shares. */
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
