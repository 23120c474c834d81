import type { MonthColumns } from '@regieboek/journal';
import { reconcileColumns } from '../domain/reconcile-columns.js';
import type { ReconciledTotals } from '../domain/reconcile-totals.js';
import { declaredClasses, expectedClasses, totalsBy, type Reconciliation } from '../domain/reconcile.js';
import { workListOf, type WorkItem } from './work-list.js';

/** Figures of a reconciliation, and the same per provider, lowest AGB code first; with the work that follows from it. */
export interface ReconciledFigures {
  readonly totals: ReconciledTotals;
  readonly providers: readonly (ReconciledTotals & { readonly provider: string; readonly items: number })[];
  readonly items: readonly WorkItem[];
}

const itemsBy = (items: readonly WorkItem[]): ((provider: string) => number) => {
  const byProvider = Map.groupBy(items, ({ provider }) => provider);
  return (provider) => byProvider.get(provider)?.length ?? 0;
};

/** Figures of months from columns that hold one provider or all. */
export function inFigures(columns: MonthColumns, provider?: string): ReconciledFigures {
  const reconciled = reconcileColumns(columns, provider);
  const items = workListOf(reconciled);
  const itemsOf = itemsBy(items);
  const providers = reconciled.providers.map((one) => ({ ...one, items: itemsOf(one.provider) }));
  return { totals: reconciled.totals, providers, items };
}

const totalsOf = ({ declared, expected }: Reconciliation): ReconciledTotals => ({
  declared: totalsBy(declaredClasses, declared),
  expected: totalsBy(expectedClasses, expected),
});

const providerOf = ({ line }: { readonly line: { readonly provider: string } }): string => line.provider;

/** The same of a reconciliation over objects; providers never meet each other's lines. */
export function figuresOf(reconciled: Reconciliation): ReconciledFigures {
  const items = workListOf(reconciled);
  const itemsOf = itemsBy(items);
  const declared = Map.groupBy(reconciled.declared, providerOf);
  const expected = Map.groupBy(reconciled.expected, providerOf);
  const providers = [...new Set([...declared.keys(), ...expected.keys()])].sort().map((provider) => ({
    provider,
    ...totalsOf({ declared: declared.get(provider) ?? [], expected: expected.get(provider) ?? [] }),
    items: itemsOf(provider),
  }));
  return { totals: totalsOf(reconciled), providers, items };
}
