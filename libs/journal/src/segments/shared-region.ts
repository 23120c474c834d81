import type { Contract, RegionDefinition } from '@regieboek/events';
import { toldRegion } from '../columns/known-region.js';
import type { RegionHistory } from '../region-history.js';
import { FileSegments, type KeptFiles, type OfRun } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import type { Opened } from './region-journal.js';
import { namesToRead, type NamesToRead } from './region-names.js';
import { SegmentFolder } from './segment-folder.js';

/** What a worker starts with: the region as known, and files in memory that is shared with the others; plain values. */
export interface SharedRegion {
  /** Folder of the segments of the region. */
  readonly folder: string;
  readonly region: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: KeptFiles;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
}

/** What workers start with, of a region as known then, in its folder. */
export const sharedRegion = (
  { manifest: { region, segments } }: Opened,
  { definition, contracts }: RegionHistory,
  folder: string,
  files: KeptFiles,
): SharedRegion => ({ folder, region, entries: segments, files, definition, contracts: [...contracts.values()] });

/** A region as a worker reads it. */
export interface OpenedRegion {
  readonly segments: FileSegments;
  readonly names: NamesToRead;
  /** Definition and contracts as known; no youths. */
  readonly region: RegionHistory;
}

/** Opens a region in a worker. Throws SegmentDamaged. */
export function openShared(shared: SharedRegion, ofRun?: OfRun): OpenedRegion {
  const { entries, files } = shared;
  const folder = new SegmentFolder(shared.folder, shared.region);
  const segments = new FileSegments(folder, entries, { bytesMax: 0, files, ofRun });
  const names = namesToRead(entries, (entry, name) => segments.read(entry, name));
  return { segments, names, region: toldRegion(shared.region, shared) };
}
