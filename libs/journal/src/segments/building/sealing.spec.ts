import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegionNames } from '../../columns/names/region-names.js';
import { SegmentBuilder } from '../../columns/encode/segment-builder.js';
import { longRegion, StoryLog } from '../../testing/index.js';
import { FORMAT } from '../files/manifest.js';
import { RegionJournal } from '../region/region-journal.js';
import { SegmentFolder } from '../files/segment-folder.js';
import { SegmentWriter } from './segment-writer.js';

const longest = longRegion();

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-sealing-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The manifest of a journal of a story, in segments of this many events. */
async function manifestOf(name: string, log: StoryLog, sizes: { asideEvents?: number; signal?: AbortSignal }) {
  const folder = new SegmentFolder(join(root, name), 'zhz');
  const journal = new RegionJournal(log, folder, { segmentEvents: 15, keptBytesMax: 0, ...sizes });
  return journal.ask(({ manifest }) => manifest, { signal: sizes.signal });
}

describe('segments written in a separate thread', () => {
  it("equal those that the caller's thread writes, byte for byte, and leave nothing else", async () => {
    const here = await manifestOf('here', new StoryLog(longest), {});
    const aside = await manifestOf('aside', new StoryLog(longest), { asideEvents: 1 });
    expect(aside).toEqual(here);
    expect(aside.segments.length).toBeGreaterThan(3);
    expect(readdirSync(join(root, 'aside')).sort()).toEqual(readdirSync(join(root, 'here')).sort());
  });

  it('remain when reading stops after them, and are extended later', async () => {
    const stop = new AbortController();
    const log = new (class extends StoryLog {
      override async *readRegion(region: string, options: { after?: number; upTo?: number } = {}) {
        for await (const batch of super.readRegion(region, options)) {
          if ((batch[0]?.position ?? 0) > 32) stop.abort(new Error('stopped'));
          yield batch;
        }
      }
    })(longest);
    await expect(manifestOf('stopped', log, { asideEvents: 1, signal: stop.signal })).rejects.toThrow('stopped');
    const kept = await new SegmentFolder(join(root, 'stopped'), 'zhz').manifest();
    expect(kept?.segments.map(({ upTo }) => upTo)).toEqual([15, 30]);
    const whole = await manifestOf('stopped', new StoryLog(longest), { asideEvents: 1 });
    expect(whole).toEqual(await manifestOf('again', new StoryLog(longest), {}));
  });

  it('report the failure, and the file', async () => {
    const writer = new SegmentWriter();
    const segment = new SegmentBuilder(new RegionNames(), 0).build();
    const manifest = { format: FORMAT, region: 'zhz', firstId: 'a', segments: [] };
    const end = { lastId: '', recordedTo: '' };
    const request = { folder: '/dev/null/journal', region: 'zhz', segment, words: [], end, manifest };
    await expect(writer.write(request)).rejects.toThrow(/ENOTDIR.*\/dev\/null\/journal/);
    await writer.end();
  });
});
