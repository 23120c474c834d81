import type { Contract, RegionDefinition } from '@regieboek/events';
import { monthColumns, type LineShare, type MonthColumns } from '../columns/month-columns.js';
import type { SharedLines } from '../columns/month-lines.js';
import { RegionHistory } from '../region-history.js';
import { FileSegments, type KeptFiles, type OfRun } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import { namesToRead } from './region-names.js';
import { SegmentFolder } from './segment-folder.js';

/** What a worker needs for shares of months: plain values, and memory that is shared with the others. */
export interface SharedMonths extends SharedLines {
  readonly folder: string;
  readonly regionId: string;
  readonly entries: readonly SegmentEntry[];
  readonly files: KeptFiles;
  readonly ofRun: OfRun;
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
}

/** A share that a worker is asked to do, with the marks of all lines. */
export interface AskedShare {
  readonly share: LineShare;
  readonly marks: Uint8Array;
}

/** Contracts of a region as a history without youths. */
function regionOf({ regionId, definition, contracts }: SharedMonths): RegionHistory {
  const history = new RegionHistory();
  const told = [
    ...(definition ? [{ type: 'contracts.region-defined.v1', data: definition }] : []),
    ...contracts.map((data) => ({ type: 'contracts.contract-agreed.v1', data })),
  ];
  for (const { type, data } of told) history.apply({ stream: regionId, position: 0, type, data });
  return history;
}

/** Opens months in a worker; what it gives reads the columns of a share. Both throw SegmentDamaged. */
export function openMonths(months: SharedMonths): (asked: AskedShare) => MonthColumns {
  const folder = new SegmentFolder(months.folder, months.regionId);
  const { files, ofRun, entries, question, lines, provider, payer } = months;
  const segments = new FileSegments(folder, entries, { bytesMax: 0, files, ofRun });
  const names = namesToRead(entries, (entry, name) => segments.read(entry, name));
  const known = { question, lines, provider, payer, region: regionOf(months), names };
  return ({ share, marks }) => monthColumns(segments, { ...known, marks }, share);
}
