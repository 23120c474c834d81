import type { Day, Month } from '@regieboek/kernel';
import type { ChangedLines } from '../columns/changed-lines.js';
import type { PartPlaces } from '../columns/in-order.js';
import type { MonthsQuestion } from '../columns/month-lines.js';
import type { MonthsWork } from '../columns/months-work.js';
import type { BilledParts, RunSums } from '../columns/parts.js';
import type { Between } from '../columns/touched-youths.js';
import type { RegionHistory } from '../region-history.js';
import type { Wanted } from './excerpt.js';
import type { Watch } from './watch.js';

/** The region was not defined at the position that was asked about. */
export class RegionUndefined extends RangeError {
  override readonly name = 'RegionUndefined';
  constructor(region: string, position: number) {
    super(
      `region ${region} has no definition at position ${position}: import its contracts.yaml first, or ask about later`,
    );
  }
}

/** What a replay is asked about: a region, as known at a position or at the end of a day; otherwise now. */
export interface KnownRegion {
  readonly region: string;
  readonly knownAt?: { readonly position: number } | { readonly day: Day };
}

/** What a run is asked for: a month of a region. */
export interface RunRequest extends KnownRegion {
  readonly period: Month;
}

/** Part of a history that is asked for. */
export interface ExcerptRequest extends KnownRegion, Wanted {}

/** What is asked of months by columns; declarations of one provider (AGB code) or all. */
export interface MonthsRequest extends KnownRegion, Omit<MonthsQuestion, 'upTo'> {}

/** Which month is compared between two positions, the first not after the second. */
export interface ChangesRequest extends Between {
  readonly region: string;
  readonly period: Month;
}

/** What is not the same in a month as known at two positions. */
export interface Changes extends ChangedLines {
  /** Definition and contracts as known at both; no youths. */
  readonly contracts: readonly [RegionHistory, RegionHistory];
}

/** Where replays read a region. All of it rejects with the reason of a signal that was aborted. */
export interface ReplaySource {
  /** Bills a month by columns. Throws RegionUndefined. */
  run(request: RunRequest, watch?: Watch): Promise<ColumnRun>;
  /** Lines of a month that differ between two positions, with the others of their youths. Throws RegionUndefined. */
  changes(request: ChangesRequest, watch?: Watch): Promise<Changes>;
  /** Part of the history of the region as known then, as objects. */
  excerpt(request: ExcerptRequest, watch?: Watch): Promise<RegionHistory>;
  /** What becomes of some months as known then, by columns. */
  months<Part, Answer>(request: MonthsRequest, work: MonthsWork<Part, Answer>, watch?: Watch): Promise<Answer>;
  /** Months of which declarations were received then, in order. */
  declaredMonths(request: KnownRegion, watch?: Watch): Promise<readonly Month[]>;
  /** Position up to which the region was known at the end of a day in the Netherlands. */
  positionAt(region: string, day: Day): Promise<number>;
  /** Position of the last event; 0 when there is none. */
  head(region: string): Promise<number>;
}

/** A billing run by columns: its lines in order of id, its sums, and the contracts for its lump sums. */
export interface ColumnRun {
  readonly region: string;
  readonly period: Month;
  /** Position that it was known at. */
  readonly position: number;
  readonly parts: readonly BilledParts[];
  readonly order: PartPlaces;
  readonly sums: RunSums;
  /** Definition and contracts as known then; no youths. */
  readonly contracts: RegionHistory;
  /** SHA-256 of the run with its lump sums, equal to that of the same run over a history. */
  digest(lumpSums: readonly unknown[]): string;
}
