import { Inject, Injectable } from '@nestjs/common';
import type { Watch } from '@regieboek/journal/segments';
import { INTERNAL, StarSource, type Delivery } from '../bi/star-source.js';
import type { MonthFacts, RegionFacts } from '../domain/metrics/region-facts.js';
import { regionFactsOf } from './region-facts-of.js';

/** Which facts are read. */
export interface FactsSelection {
  readonly region: string;
  readonly knownAt?: Delivery['knownAt'];
  /** True when declared and billed months are read too. */
  readonly readsMonths: boolean;
}

/** Reads what figures are measured from, from the journal. */
@Injectable()
export class FactsSource {
  constructor(@Inject(StarSource) private readonly stars: StarSource) {}

  /** Facts of a region as known then. Throws a Refusal (not-found) when nothing of it was known. */
  async read({ region, knownAt, readsMonths }: FactsSelection, watch: Watch = {}): Promise<RegionFacts> {
    const delivery = { region, purpose: 'figures', receiver: INTERNAL, ...(knownAt ? { knownAt } : {}) };
    const star = await this.stars.open(delivery, watch);
    const months: MonthFacts[] = [];
    if (readsMonths) for (const month of star.months) months.push(await star.month(month));
    return regionFactsOf(star.region, months);
  }
}
