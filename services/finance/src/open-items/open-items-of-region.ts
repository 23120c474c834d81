import type { Month } from '@regieboek/kernel';
import type { Books } from '../books/books.js';
import { monthsAsked, type MonthRange } from '../domain/runs/month-range.js';
import type { Replays } from '@regieboek/replays';
import { historyAt, runAt } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import { standingDecisionsIn } from '../standing/standing-decisions.js';
import { isSelected, openWork, type OpenItemFilter, type OpenWork } from './open-work.js';

/** Open items of some months of a region. */
export interface OpenItemsOfRegion {
  readonly region: string;
  /** Position of the log up to which everything counts. */
  readonly position: number;
  /** The months asked for: a sealed month has no open items. */
  readonly months: readonly { readonly period: Month; readonly status: 'open' | 'sealed' }[];
  readonly items: readonly OpenWork[];
}

/** Open items of regions: each answer is a replay of the log. */
export class OpenItems {
  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
  ) {}

  /** Open items of months, declarations before lines. Throws MonthsRefused. */
  async of(
    region: string,
    range: MonthRange,
    filter: OpenItemFilter = {},
    watch: Watch = {},
  ): Promise<OpenItemsOfRegion> {
    const asked = monthsAsked(range);
    const position = await this.replays.log.head(region);
    const periods = await this.books.periods(region);
    const months = asked.map((period) => ({
      period,
      status: periods.sealOf(period) ? ('sealed' as const) : ('open' as const),
    }));
    const items: OpenWork[] = [];
    for (const { period, status } of months)
      if (status === 'open') items.push(...(await this.ofMonth({ region, period, position }, watch)));
    return { region, position, months, items: items.filter((one) => isSelected(one, filter)) };
  }

  private async ofMonth(
    { region, period, position }: { readonly region: string; readonly period: Month; readonly position: number },
    watch: Watch,
  ): Promise<OpenWork[]> {
    const ruleSet = this.books.rules.inForce(period);
    const { run } = await runAt(this.replays, { region, period }, { position, ruleSet }, watch);
    const declared = await historyAt(this.replays, region, { periods: [period], position, youths: [] }, watch);
    return openWork(run, declared, await standingDecisionsIn(this.replays.log, region));
  }
}
