import { Inject, Injectable } from '@nestjs/common';
import type { MonthLines } from '@regieboek/journal';
import type { Watch } from '@regieboek/journal/segments';
import type { Month } from '@regieboek/kernel';
import { Books, type KnownAt } from '../closing/books.js';
import type { Replays } from '../closing/replays.js';
import { monthsAsked, type MonthRange } from '../domain/month-range.js';
import type { ReconciledPart } from '../domain/reconcile-part.js';
import { REPLAYS } from '../tokens.js';
export type { ReconciledTotals } from '../domain/reconcile-totals.js';
import { inFigures, type ReconciledFigures } from './figures.js';
import { work } from './months-work.js';

/** What is reconciled: months of a region, of one provider or all, as known at a day, a position or now. */
export interface ReconciliationAsked extends MonthRange {
  readonly provider?: string | undefined;
  readonly knownAt?: KnownAt | undefined;
}

/** A reconciliation in figures with the work that follows from it. Both sides are what was known at `position`. */
export interface ReconciliationResult extends ReconciledFigures {
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly position: number;
  /** Declarations that concern these months and are not decided yet; they are on neither side. */
  readonly undecided: number;
}

/** Reconciles months of regions: every answer is a replay of what the log says. */
@Injectable()
export class Reconciliations {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Holds what was declared against what was expected, both as known at the same position. Throws MonthsRefused and AheadOfLog; rejects when stopped. */
  async of(
    region: string,
    { from, to, provider, knownAt }: ReconciliationAsked,
    watch?: Watch,
  ): Promise<ReconciliationResult> {
    monthsAsked({ from, to });
    const position = await this.books.positionOf(region, knownAt);
    const { source } = this.replays;
    const request = { region, knownAt: { position }, from, to, provider };
    const answer = (parts: readonly ReconciledPart[], lines: MonthLines) => ({
      ...{ region, from, to, position, undecided: lines.undecided },
      ...inFigures(parts, lines),
    });
    return source.months(request, { ...work, answer }, watch);
  }
}
