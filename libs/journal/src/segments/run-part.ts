import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import type { MonthDeclarations } from '../columns/declarations.js';
import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import type { OfRun } from './file-segments.js';
import { openShared, type SharedRegion } from './shared-region.js';

/** What a worker needs to bill shares of a month. */
export interface SharedRun extends SharedRegion {
  readonly ofRun: OfRun;
  readonly declarations: MonthDeclarations;
  readonly month: Month;
  readonly upTo: number;
}

/** Opens a run in a worker; what it gives bills the youths of a range. Both throw SegmentDamaged. */
export function openRun(run: SharedRun): (range: YouthRange) => BilledParts {
  const { segments, names, region } = openShared(run, run.ofRun);
  const { month, upTo, declarations } = run;
  return (range) => billMonth(segments, { month, upTo, range }, { region, declarations }, names);
}
