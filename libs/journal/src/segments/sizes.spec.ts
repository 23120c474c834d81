import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthFrom, longRegion, regions, StoryLog, newFolders, noSuccessors, readMonth } from '../testing/index.js';
import { Journal } from './index.js';
import { SegmentFolder } from './files/segment-folder.js';
import { countedBytes } from './files/segment-files.js';

const period = monthFrom('2025-03');

const { folder, remove } = newFolders('sizes');
afterAll(remove);

const entriesIn = async (dataDir: string) =>
  (await new SegmentFolder(join(dataDir, 'journal', 'zhz'), 'zhz').manifest())?.segments ?? [];

describe('a segment with much data in few events', () => {
  it('is full before it has its number of events; answers equal those for any other segment size', async () => {
    let full = 0;
    await fc.assert(
      fc.asyncProperty(regions, fc.integer({ min: 1, max: 4_000 }), async ({ events }, segmentBytes) => {
        const log = new StoryLog([...events]);
        const dataDir = folder();
        const run = (journal: Journal) => readMonth(journal, { region: 'zhz', period });
        const bounded = await run(new Journal({ successorsOf: noSuccessors, dataDir, log, segmentBytes }));
        const whole = await run(new Journal({ successorsOf: noSuccessors, dataDir: folder(), log }));
        expect(bounded.digest).toBe(whole.digest);
        const entries = await entriesIn(dataDir);
        for (const { files } of entries.slice(0, -1))
          expect([segmentBytes, countedBytes(files) >= segmentBytes]).toEqual([segmentBytes, true]);
        full += entries.length - 1;
      }),
      { seed: 20261125, numRuns: 25 },
    );
    expect(full).toBeGreaterThan(100);
  });

  it('is built once, however often a few events arrive', async () => {
    const events = longRegion();
    const log = new StoryLog([]);
    const dataDir = folder();
    const journal = new Journal({ successorsOf: noSuccessors, dataDir, log, segmentBytes: 700 });
    const made = new Set<string>();
    for (let length = 3; length <= events.length; length += 3) {
      log.events.push(...events.slice(log.events.length, length));
      await journal.catchUp('zhz');
      const full = (await entriesIn(dataDir)).filter(({ files }) => countedBytes(files) >= 700).map(({ hash }) => hash);
      for (const hash of made) expect(full).toContain(hash);
      for (const hash of full) made.add(hash);
    }
    expect(made.size).toBeGreaterThan(8);
  });
});
