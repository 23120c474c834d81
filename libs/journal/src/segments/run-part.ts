import type { Contract, RegionDefinition } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import type { MonthDeclarations } from '../columns/declarations.js';
import { toldRegion } from '../columns/known-region.js';
import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import { FileSegments, type KeptFiles, type OfRun } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import { namesToRead } from './region-names.js';
import { SegmentFolder } from './segment-folder.js';

/** What a worker needs to bill shares of a month: plain values, and memory that is shared with the others. */
export interface SharedRun {
  readonly folder: string;
  readonly region: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: KeptFiles;
  readonly ofRun: OfRun;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
  readonly declarations: MonthDeclarations;
  readonly month: Month;
  readonly upTo: number;
}

/** Opens a run in a worker; what it gives bills the youths of a range. Both throw SegmentDamaged. */
export function openRun(run: SharedRun): (range: YouthRange) => BilledParts {
  const folder = new SegmentFolder(run.folder, run.region);
  const segments = new FileSegments(folder, run.entries, { bytesMax: 0, files: run.files, ofRun: run.ofRun });
  const names = namesToRead(run.entries, (entry, name) => segments.read(entry, name));
  const { month, upTo, declarations } = run;
  const known = { region: toldRegion(run.region, run), declarations };
  return (range) => billMonth(segments, { month, upTo, range }, known, names);
}
