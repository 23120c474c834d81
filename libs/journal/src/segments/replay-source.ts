import type { Day, Month } from '@regieboek/kernel';
import type { YouthRange } from '../columns/read/collectors.js';
import type { RegionHistory } from '../history/region-history.js';
import type { MonthsWork } from './jobs/months-work.js';
import type { HistorySelection } from './region/excerpt.js';
import type { Watch } from './watch.js';

/** The region was not defined at the requested position. */
export class RegionUndefined extends RangeError {
  override readonly name = 'RegionUndefined';
  constructor(region: string, position: number) {
    super(
      `region ${region} has no definition at position ${position}: import its contracts.yaml first, or choose a later position`,
    );
  }
}

/** A region as known at a position or at the end of a day; by default now. */
export interface KnownRegion {
  readonly region: string;
  readonly knownAt?: { readonly position: number } | { readonly day: Day };
}

/** A month of a region. */
export interface MonthRequest extends KnownRegion {
  readonly period: Month;
}

/** Part of the history of a region. */
export interface ExcerptRequest extends KnownRegion, HistorySelection {}

/** Source of replays of a region. Every method rejects with the reason of an aborted signal. */
export interface ReplaySource {
  /** Runs a job over months of the region as known then, on columns. */
  months<Shared, Share extends YouthRange, Part, Answer>(
    request: KnownRegion,
    work: MonthsWork<Shared, Share, Part, Answer>,
    watch?: Watch,
  ): Promise<Answer>;
  /** Part of the history of the region as known then, as objects. */
  excerpt(request: ExcerptRequest, watch?: Watch): Promise<RegionHistory>;
  /** Months with declarations received by then, in order. */
  declaredMonths(request: KnownRegion, watch?: Watch): Promise<readonly Month[]>;
  /** Position of the region at the end of a Dutch calendar day. */
  positionAt(region: string, day: Day): Promise<number>;
  /** Dutch calendar day of the first event of a region; null without events. */
  firstRecorded(region: string): Promise<Day | null>;
  /** First business day of a fact or declaration of a region; null without any. */
  firstBusinessDay(region: string): Promise<Day | null>;
  /** Position of the last event; 0 without events. */
  head(region: string): Promise<number>;
}
