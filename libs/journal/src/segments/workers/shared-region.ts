import type { Contract, RegionDefinition } from '@regieboek/events';
import { regionWithoutYouths } from '../../columns/read/known-region.js';
import type { RegionHistory } from '../../history/region-history.js';
import { FileSegments, type CachedFiles, type SharedReading } from '../files/file-segments.js';
import type { SegmentEntry } from '../files/manifest.js';
import type { OpenedSegments } from '../region/region-journal.js';
import type { RegionReader } from '../jobs/months-work.js';
import { namesToRead } from '../region/region-names.js';
import { SegmentFolder } from '../files/segment-folder.js';

/** Start data of a worker: the region as known, and files in shared memory; plain values. */
export interface SharedRegion {
  /** Folder of the segments of the region. */
  readonly folder: string;
  readonly region: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: CachedFiles;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
  readonly sharedReading?: SharedReading;
}

/** Folder of a region, the files that its workers share, and their shared reading state. */
interface SharedFiles {
  readonly folder: string;
  readonly files: CachedFiles;
  readonly shares: SharedReading;
}

/** Start data of the workers of a region. */
export const sharedRegion = (
  { manifest: { region, segments } }: OpenedSegments,
  { definition, contracts }: RegionHistory,
  { folder, files, shares }: SharedFiles,
): SharedRegion => ({
  folder,
  region,
  entries: segments,
  files,
  definition,
  contracts: [...contracts.values()],
  sharedReading: shares,
});

/** Opens a region in a worker. Throws SegmentDamaged. */
export function openShared(shared: SharedRegion): RegionReader {
  const { entries, files, sharedReading } = shared;
  const folder = new SegmentFolder(shared.folder, shared.region);
  const keep = { bytesMax: 0, files, ...(sharedReading ? { sharedReading } : {}) };
  const segments = new FileSegments(folder, entries, keep);
  const names = namesToRead(entries, (entry, name) => segments.read(entry, name));
  return { segments, names, region: regionWithoutYouths(shared.region, shared) };
}
