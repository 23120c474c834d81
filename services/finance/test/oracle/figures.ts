import type { ReconciledTotals } from '../../src/domain/reconciliation/totals.js';
import { declaredClasses, expectedClasses } from '../../src/domain/reconciliation/reconcile.js';
import type { ReconciledFigures } from '../../src/reconciliation/figures.js';
import { totalsBy, type Reconciliation } from './reconcile.js';
import { workListOf } from './work-list.js';

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
