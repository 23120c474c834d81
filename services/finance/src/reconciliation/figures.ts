import type { MonthLines } from '@regieboek/journal';
import type { ReconciledPart } from '../domain/reconciliation/part.js';
import { ClassSums, type ReconciledTotals } from '../domain/reconciliation/totals.js';
import { work } from './months-work.js';
import { workOf } from './work-list/columns.js';
import type { WorkItem } from './work-list/list.js';

/** Figures of a reconciliation, and the same per provider, lowest AGB code first; with the work list. */
export interface ReconciledFigures {
  readonly totals: ReconciledTotals;
  readonly providers: readonly (ReconciledTotals & { readonly provider: string; readonly items: number })[];
  readonly items: readonly WorkItem[];
}

/** Figures of months from the results of their shares. */
export function inFigures(parts: readonly ReconciledPart[], lines: MonthLines): ReconciledFigures {
  const all = new ClassSums();
  const byProvider = new Map<string, ClassSums>();
  for (const { provider, numbers } of parts.flatMap(({ sums }) => sums)) {
    all.add(numbers);
    byProvider.set(provider, (byProvider.get(provider) ?? new ClassSums()).add(numbers));
  }
  const { items, itemsOf } = workOf(parts, lines);
  const providers = [...byProvider]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([provider, sums]) => ({ provider, ...sums.totals(), items: itemsOf(provider) }));
  return { totals: all.totals(), providers, items };
}

/** A job over months that returns its figures. */
export const figuresWork = { ...work, answer: inFigures };
