import type { Contract, RegionDefinition } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import type { MonthDeclarations } from '../columns/declarations.js';
import type { YouthRange } from '../columns/gathered.js';
import type { BilledParts } from '../columns/parts.js';
import { RegionHistory } from '../region-history.js';
import { FileSegments, type KeptFiles } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import { namesToRead } from './region-names.js';
import { SegmentFolder } from './segment-folder.js';

/** What a worker needs to bill its share of a month: plain values, and memory that is shared with the others. */
export interface PartOfRun {
  readonly folder: string;
  readonly region: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: KeptFiles;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
  readonly declarations: MonthDeclarations;
  readonly month: Month;
  readonly upTo: number;
  readonly range: YouthRange;
}

/** Contracts of a region as a history without youths. */
function regionOf({ region, definition, contracts }: PartOfRun): RegionHistory {
  const history = new RegionHistory();
  const told = [
    ...(definition ? [{ type: 'contracts.region-defined.v1', data: definition }] : []),
    ...contracts.map((data) => ({ type: 'contracts.contract-agreed.v1', data })),
  ];
  for (const { type, data } of told) history.apply({ stream: region, position: 0, type, data });
  return history;
}

/** Bills a share of a month, in a worker. Throws SegmentDamaged. */
export function runPart(part: PartOfRun): BilledParts {
  const folder = new SegmentFolder(part.folder, part.region);
  const segments = new FileSegments(folder, part.entries, { bytesMax: 0, files: part.files });
  const names = namesToRead(part.entries, (entry, name) => segments.read(entry, name));
  const { month, upTo, range, declarations } = part;
  return billMonth(segments, { month, upTo, range }, { region: regionOf(part), declarations }, names);
}
