import type { Contract, RegionDefinition } from '@regieboek/events';
import { monthColumns, type LineShare, type MonthColumns, type SharedColumns } from '../columns/month-columns.js';
import { FileSegments, type KeptFiles } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import { toldRegion } from '../columns/known-region.js';
import { namesToRead } from './region-names.js';
import { SegmentFolder } from './segment-folder.js';

/** What a worker starts with: the region as known, and files in memory that is shared with the others. */
export interface SharedRegion {
  readonly folder: string;
  readonly regionId: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: KeptFiles;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
}

/** A share that a worker is asked to do, of lines and care in shared memory. */
export interface AskedShare {
  readonly share: LineShare;
  readonly columns: SharedColumns;
}

/** Opens a region in a worker; what it gives are the columns of a share. Both throw SegmentDamaged. */
export function openRegion(shared: SharedRegion): (asked: AskedShare) => MonthColumns {
  const { files, entries } = shared;
  const segments = new FileSegments(new SegmentFolder(shared.folder, shared.regionId), entries, { bytesMax: 0, files });
  const names = namesToRead(entries, (entry, name) => segments.read(entry, name));
  const region = toldRegion(shared.regionId, shared);
  return ({ share, columns }) => monthColumns({ ...columns, region, names }, share);
}
