import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { longRegion, monthFrom, StoryLog, noSuccessors, readMonth } from '../testing/index.js';
import { Journal, type JournalOptions } from './index.js';
import { SegmentDamaged, SegmentFolder } from './files/segment-folder.js';

const period = monthFrom('2025-03');

const longest = longRegion();
const SIZE = 15;

let root = '';
let pristine = '';
let digest = '';
let folders = 0;

type Sizes = Partial<JournalOptions>;

const journalIn = (dataDir: string, log = new StoryLog(longest), sizes: Sizes = {}): Journal =>
  new Journal({ successorsOf: noSuccessors, dataDir, log, segmentEvents: SIZE, ...sizes });
const digestIn = async (dataDir: string, sizes: Sizes = {}): Promise<string> =>
  (await readMonth(journalIn(dataDir, undefined, sizes), { region: 'zhz', period })).digest;
/** Ways to read: everything kept, files read again for every share, and workers that check files for each other. */
const ways: readonly Sizes[] = [
  {},
  {},
  { keptBytesMax: 0, shareLines: 1 },
  { keptBytesMax: 0, shareLines: 1 },
  { workers: 2, keptBytesMax: 0, shareLines: 1 },
];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-damage-'));
  pristine = join(root, 'pristine');
  digest = await digestIn(pristine);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of an undamaged journal, and the folder of its region. */
function copy(): { dataDir: string; region: string } {
  const dataDir = join(root, `copy-${(folders += 1)}`);
  cpSync(pristine, dataDir, { recursive: true });
  return { dataDir, region: join(dataDir, 'journal', 'zhz') };
}

/** Files of a region, by path in its folder. */
const filesOf = (region: string): string[] =>
  readdirSync(region, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(region, name)).isFile())
    .sort();

/** Whether every file in the manifest is undamaged. */
async function isWhole(region: string): Promise<boolean> {
  const folder = new SegmentFolder(region, 'zhz');
  const manifest = await folder.manifest();
  if (manifest?.segments.at(-1)?.upTo !== longest.length) return false;
  for (const entry of manifest.segments) for (const name of Object.keys(entry.files)) folder.read(entry, name);
  return true;
}

describe('a damaged journal', () => {
  it('is detected after a flipped bit at the start, in the middle and at the end of every file (R14)', async () => {
    const { region } = copy();
    for (const name of filesOf(region)) {
      const bytes = readFileSync(join(region, name));
      for (const at of [0, 8, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 1]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 1;
        writeFileSync(join(region, name), flipped);
        const found = await isWhole(region).catch((error: unknown) => error);
        expect([name, at, found instanceof SegmentDamaged || found === false]).toEqual([name, at, true]);
      }
      writeFileSync(join(region, name), bytes);
    }
    expect(await isWhole(region)).toBe(true);
  });

  it('is rebuilt on demand, and answers as before, for random damage of any file', async () => {
    const { region: names } = copy();
    const damage = fc.record({
      name: fc.constantFrom(...filesOf(names)),
      share: fc.double({ min: 0, max: 0.999, noNaN: true }),
      kind: fc.constantFrom('flip', 'truncate', 'zero tail', 'append', 'remove', 'empty'),
      way: fc.constantFrom(...ways),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, share, kind, way }) => {
        const { dataDir, region } = copy();
        const path = join(region, name);
        const bytes = readFileSync(path);
        const at = Math.floor(bytes.length * share);
        if (kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ 0x40;
        if (kind === 'zero tail') bytes.fill(0, at);
        const changed =
          kind === 'truncate'
            ? bytes.subarray(0, at)
            : kind === 'append'
              ? Buffer.concat([bytes, Buffer.from([0])])
              : kind === 'empty'
                ? Buffer.alloc(0)
                : bytes;
        if (kind === 'remove') rmSync(path);
        else writeFileSync(path, changed);
        expect(await digestIn(dataDir, way)).toBe(digest);
      }),
      { seed: 20250310, numRuns: sized(10, 60) },
    );
  });

  it('does not confuse segments, however the folders are exchanged', async () => {
    const { dataDir, region } = copy();
    const [first = '', second = ''] = readdirSync(region).filter((name) => name.startsWith('segment-'));
    renameSync(join(region, first), join(region, 'aside'));
    renameSync(join(region, second), join(region, first));
    renameSync(join(region, 'aside'), join(region, second));
    expect(await digestIn(dataDir)).toBe(digest);
    expect(await isWhole(region)).toBe(true);
  });

  it('does not use the segments of another log or another region (R18)', async () => {
    const { dataDir, region } = copy();
    const other = new StoryLog(longest, { name: 'other' });
    const before = await new SegmentFolder(region, 'zhz').manifest();
    expect((await readMonth(journalIn(dataDir, other), { region: 'zhz', period })).digest).toBe(digest);
    const after = await new SegmentFolder(region, 'zhz').manifest();
    expect([before?.firstId, after?.firstId]).toEqual(['log-1', 'other-1']);
    renameSync(region, join(dataDir, 'journal', 'fryslan'));
    expect(await new SegmentFolder(join(dataDir, 'journal', 'fryslan'), 'fryslan').manifest()).toBeNull();
  });

  it('keeps the segments that a log restored from an older backup still matches, and rebuilds the rest', async () => {
    const { dataDir, region } = copy();
    const kept = Math.floor(longest.length / 2);
    const names = (index: number) => (index < kept ? 'log' : 'restored');
    class Restored extends StoryLog {
      override async *readRegion(name: string, range?: { after?: number; upTo?: number }) {
        for await (const batch of super.readRegion(name, range))
          yield batch.map((event) => ({ ...event, id: `${names(event.position - 1)}-${event.position}` }));
      }
    }
    const log = new Restored(longest);
    const before = (await new SegmentFolder(region, 'zhz').manifest())?.segments ?? [];
    expect((await readMonth(journalIn(dataDir, log), { region: 'zhz', period })).digest).toBe(digest);
    const after = (await new SegmentFolder(region, 'zhz').manifest())?.segments ?? [];
    const same = before.filter(({ hash }, index) => after[index]?.hash === hash);
    expect(same.map(({ upTo }) => upTo)).toEqual(before.map(({ upTo }) => upTo).filter((upTo) => upTo <= kept));
    expect(same.length).toBeGreaterThan(0);
  });

  it('follows a log that is shorter than the segments', async () => {
    const { dataDir, region } = copy();
    const log = new StoryLog(longest.slice(0, SIZE + 3));
    expect(await journalIn(dataDir, log).catchUp('zhz')).toBe(SIZE + 3);
    expect((await new SegmentFolder(region, 'zhz').manifest())?.segments.map(({ upTo }) => upTo)).toEqual([
      SIZE,
      SIZE + 3,
    ]);
  });

  it('is rebuilt when it was written in another format', async () => {
    const { dataDir, region } = copy();
    const path = join(region, 'manifest.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"format":\d+/, '"format":0'));
    expect(await new SegmentFolder(region, 'zhz').manifest()).toBeNull();
    expect(await digestIn(dataDir)).toBe(digest);
    expect(await isWhole(region)).toBe(true);
  });

  it('contains only pseudonyms, codes and figures', () => {
    const { region } = copy();
    for (const name of filesOf(region)) {
      const text = readFileSync(join(region, name), 'latin1');
      expect([name, /"?(bsn|geslachtsnaam|voornamen|achternaam)"?/i.test(text)]).toEqual([name, false]);
    }
  });
});
