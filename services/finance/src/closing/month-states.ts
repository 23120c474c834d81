import { firstDayOf, lastDayOf, toDay, type Month } from '@regieboek/kernel';
import type { Today } from '@regieboek/platform';
import type { Books } from '../books/books.js';
import type { Replays } from '@regieboek/replays';

/**
 * State of a month of declaration: sealed; otherwise future or not over by the calendar; otherwise without any declaration, or open, when
 * its amounts can still change.
 */
export const monthStates = ['sealed', 'future', 'not-over', 'no-data', 'open'] as const;
export type MonthState = (typeof monthStates)[number];

/** A month with its state. */
export interface StatedMonth {
  readonly period: Month;
  readonly state: MonthState;
}

/** States of months of a region as of now. */
export class MonthStates {
  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
    private readonly today: Today,
  ) {}

  /** States of the given months, in their order. */
  async of(region: string, months: readonly Month[]): Promise<StatedMonth[]> {
    const periods = await this.books.periods(region);
    const declared = new Set(await this.replays.source.declaredMonths({ region }));
    const today = toDay(this.today());
    const stateOf = (period: Month): MonthState => {
      if (periods.sealOf(period)) return 'sealed';
      if (firstDayOf(period) > today) return 'future';
      if (lastDayOf(period) >= today) return 'not-over';
      return declared.has(period) ? 'open' : 'no-data';
    };
    return months.map((period) => ({ period, state: stateOf(period) }));
  }
}
