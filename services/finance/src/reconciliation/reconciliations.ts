import { Inject, Injectable } from '@nestjs/common';
import type { Month } from '@regieboek/kernel';
import { Books, type KnownAt } from '../closing/books.js';
import type { Replays } from '../closing/replays.js';
import { declaredLines } from '../domain/reconcile-declared.js';
import { expectedLines, type MonthRange } from '../domain/reconcile-expected.js';
import {
  declaredClasses,
  expectedClasses,
  reconcile,
  totalsBy,
  type ClassTotal,
  type DeclaredClass,
  type ExpectedClass,
  type Reconciliation,
} from '../domain/reconcile.js';
import { REPLAYS } from '../tokens.js';
import { workListOf, type WorkItem } from './work-list.js';

/** What is reconciled: months of a region, of one provider or all, as known at a day, a position or now. */
export interface ReconciliationAsked extends MonthRange {
  readonly provider?: string | undefined;
  readonly knownAt?: KnownAt | undefined;
}

/** Lines and cents of every class of one provider, or of all. */
export interface ReconciledTotals {
  readonly declared: Readonly<Record<DeclaredClass, ClassTotal>>;
  readonly expected: Readonly<Record<ExpectedClass, ClassTotal>>;
}

/** A reconciliation in figures with the work that follows from it. Both sides are what was known at `position`. */
export interface ReconciliationResult {
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly position: number;
  /** Declarations that concern these months and are not decided yet; they are on neither side. */
  readonly undecided: number;
  readonly totals: ReconciledTotals;
  readonly providers: readonly (ReconciledTotals & { readonly provider: string; readonly items: number })[];
  readonly items: readonly WorkItem[];
}

const totalsOf = ({ declared, expected }: Reconciliation): ReconciledTotals => ({
  declared: totalsBy(declaredClasses, declared),
  expected: totalsBy(expectedClasses, expected),
});

const providerOf = ({ line }: { readonly line: { readonly provider: string } }): string => line.provider;

/** Figures of a reconciliation, and the same per provider, lowest AGB code first; providers never meet each other's lines. */
function inFigures(reconciled: Reconciliation) {
  const items = workListOf(reconciled);
  const declared = Map.groupBy(reconciled.declared, providerOf);
  const expected = Map.groupBy(reconciled.expected, providerOf);
  const itemsOf = Map.groupBy(items, ({ provider }) => provider);
  const providers = [...new Set([...declared.keys(), ...expected.keys()])].sort().map((provider) => ({
    provider,
    ...totalsOf({ declared: declared.get(provider) ?? [], expected: expected.get(provider) ?? [] }),
    items: itemsOf.get(provider)?.length ?? 0,
  }));
  return { totals: totalsOf(reconciled), providers, items };
}

/** Reconciles months of regions: every answer is a replay of what the log says. */
@Injectable()
export class Reconciliations {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Holds what was declared against what was expected, both as known at the same position. Throws AheadOfLog. */
  async of(region: string, { from, to, provider, knownAt }: ReconciliationAsked): Promise<ReconciliationResult> {
    const range = { from, to };
    const position = await this.books.positionOf(region, knownAt);
    const isAsked = (one: { readonly provider: string }) => provider === undefined || one.provider === provider;
    // A line is never of a later month than its declaration (TR319), so earlier declarations hold nothing of these.
    const { source } = this.replays;
    const known = { region, knownAt: { position } };
    const periods = (await source.declaredMonths(known)).filter((period) => period >= from);
    const history = await source.excerpt({ ...known, periods, wants: isAsked });
    const expected = expectedLines(history, range).filter(isAsked);
    const reconciled = reconcile(declaredLines(history, range), expected, range);
    const undecided = [...history.declarations.values()].filter(
      ({ head, outcome }) => outcome === null && head.period <= to,
    ).length;
    return { region, from, to, position, undecided, ...inFigures(reconciled) };
  }
}
