import { Inject, Injectable } from '@nestjs/common';
import type { MonthLines } from '@regieboek/journal';
import { linesWork, type Watch } from '@regieboek/journal/segments';
import type { Month } from '@regieboek/kernel';
import { Books, type KnownAt } from '../books/books.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { monthsAsked, type MonthRange } from '../domain/runs/month-range.js';
import type { ReconciledPart } from '../domain/reconciliation/part.js';
export type { ReconciledTotals } from '../domain/reconciliation/totals.js';
import { inFigures, type ReconciledFigures } from './figures.js';
import { work } from './months-work.js';

/** Scope of a reconciliation: months of a region, of one provider or all, as known at a day, a position or now. */
export interface ReconciliationQuery extends MonthRange {
  readonly provider?: string | undefined;
  readonly knownAt?: KnownAt | undefined;
}

/** A reconciliation in figures with the resulting work. Both sides are as known at `position`. */
export interface ReconciliationResult extends ReconciledFigures {
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly position: number;
  /** Declarations that concern these months and are not decided yet; they are on neither side. */
  readonly undecided: number;
}

/** Reconciles months of regions: every answer is a replay of the log. */
@Injectable()
export class Reconciliations {
  constructor(
    @Inject(REPLAYS) private readonly replays: Replays,
    @Inject(Books) private readonly books: Books,
  ) {}

  /**
   * Compares declared with expected lines, both as known at the same position. Throws MonthsRefused and AheadOfLog; rejects when
   * stopped.
   */
  async of(
    region: string,
    { from, to, provider, knownAt }: ReconciliationQuery,
    watch?: Watch,
  ): Promise<ReconciliationResult> {
    monthsAsked({ from, to });
    const position = await this.books.positionOf(region, knownAt);
    const { source } = this.replays;
    const answer = (parts: readonly ReconciledPart[], lines: MonthLines) => ({
      ...{ region, from, to, position, undecided: lines.undecided },
      ...inFigures(parts, lines),
    });
    const reconciled = linesWork({ from, to, provider }, { ...work, answer });
    return source.months({ region, knownAt: { position } }, reconciled, watch);
  }
}
