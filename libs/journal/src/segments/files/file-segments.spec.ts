import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allYouths, rowOfYouth } from '../../columns/read/collectors.js';
import { monthFrom, longRegion, StoryLog } from '../../testing/index.js';
import { FileSegments, sharedReading, type CachedFiles } from './file-segments.js';
import type { SegmentEntry } from './manifest.js';
import { RegionJournal } from '../region/region-journal.js';
import { SegmentFolder } from './segment-folder.js';

const period = monthFrom('2025-03');

let root = '';
let folder: SegmentFolder;
let entries: readonly SegmentEntry[] = [];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-files-'));
  folder = new SegmentFolder(join(root, 'zhz'), 'zhz');
  const journal = new RegionJournal(new StoryLog(longRegion()), folder, { segmentEvents: 15, keptBytesMax: 0 });
  entries = await journal.ask(({ manifest }) => manifest.segments);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rowsAboutYouths = ({ column: { youth } }: { readonly column: { readonly youth: Int32Array } }): number =>
  youth.length - rowOfYouth(youth, 0);

/** Reads everything that a run reads; returns the number of rows about youths. */
function readAll(segments: FileSegments): number {
  let rows = 0;
  for (const table of segments.lines(period)) rows += rowsAboutYouths(table);
  for (const { facts, care, assignments, other } of segments.youths(allYouths))
    for (const table of [facts, care, assignments, other]) rows += rowsAboutYouths(table);
  return rows;
}

describe('files that are kept in memory', () => {
  it('stay within the limit, whichever reader comes first, and the content read is the same', () => {
    const all = entries.flatMap(({ files }) => Object.values(files)).reduce((sum, { bytes }) => sum + bytes, 0);
    const rows = readAll(new FileSegments(folder, entries, { bytesMax: 0, files: new Map() }));
    expect(rows).toBeGreaterThan(20);
    for (const bytesMax of [0, 3_000, all >> 3, all >> 2, all >> 1, all]) {
      const files: CachedFiles = new Map();
      const segments = new FileSegments(folder, entries, { bytesMax, files });
      const shares = [1, 2].map(() => segments.inShares(sharedReading(entries, [0])));
      for (const reader of [...shares, segments, ...shares]) expect(readAll(reader)).toBe(rows);
      for (const entry of entries) segments.events(entry);
      const kept = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      expect([bytesMax, kept <= bytesMax]).toEqual([bytesMax, true]);
      expect([bytesMax, files.size > 0]).toEqual([bytesMax, bytesMax >= 3_000]);
    }
  });
});
