import type { MonthLines } from '@regieboek/journal';
import type { ReconciledPart } from '../domain/reconcile-part.js';
import { ClassSums, type ReconciledTotals } from '../domain/reconcile-totals.js';
import { declaredClasses, expectedClasses, totalsBy, type Reconciliation } from '../domain/reconcile.js';
import { work } from './months-work.js';
import { workOf } from './work-columns.js';
import { workListOf, type WorkItem } from './work-list.js';

/** Figures of a reconciliation, and the same per provider, lowest AGB code first; with the work that follows from it. */
export interface ReconciledFigures {
  readonly totals: ReconciledTotals;
  readonly providers: readonly (ReconciledTotals & { readonly provider: string; readonly items: number })[];
  readonly items: readonly WorkItem[];
}

/** Figures of months from the parts that their shares became. */
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

/** Work over months whose answer is its figures. */
export const figuresWork = { ...work, answer: inFigures };

const totalsOf = ({ declared, expected }: Reconciliation): ReconciledTotals => ({
  declared: totalsBy(declaredClasses, declared),
  expected: totalsBy(expectedClasses, expected),
});

const providerOf = ({ line }: { readonly line: { readonly provider: string } }): string => line.provider;

/** The same of a reconciliation over objects; providers never meet each other's lines. */
export function figuresOf(reconciled: Reconciliation): ReconciledFigures {
  const items = workListOf(reconciled);
  const byProvider = Map.groupBy(items, ({ provider }) => provider);
  const declared = Map.groupBy(reconciled.declared, providerOf);
  const expected = Map.groupBy(reconciled.expected, providerOf);
  const providers = [...new Set([...declared.keys(), ...expected.keys()])].sort().map((provider) => ({
    provider,
    ...totalsOf({ declared: declared.get(provider) ?? [], expected: expected.get(provider) ?? [] }),
    items: byProvider.get(provider)?.length ?? 0,
  }));
  return { totals: totalsOf(reconciled), providers, items };
}
