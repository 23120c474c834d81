import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RegionNames } from '../../columns/names/region-names.js';
import { SegmentBuilder } from '../../columns/encode/segment-builder.js';
import { longRegion, newFolders } from '../../testing/index.js';
import { FORMAT, type Manifest, type SegmentEntry } from './manifest.js';
import { SegmentDamaged, SegmentFolder, type CrashPoint } from './segment-folder.js';

const { folder, remove } = newFolders('segment-folder');
afterAll(remove);

const events = longRegion();
const empty: Manifest = { format: FORMAT, region: 'zhz', firstId: 'e1', segments: [] };
const end = { lastId: 'e20', recordedTo: '2025-06-01T10:00:00.000Z' };

/** The first events as a segment, and the words that its files are written with. */
function built(count = 20) {
  const names = new RegionNames();
  const builder = new SegmentBuilder(names, 0);
  for (const event of events.slice(0, count))
    builder.add({ ...event, id: `e${event.position}`, recordedAt: end.recordedTo });
  return { segment: builder.build(), words: names.words.since(0) };
}

let path = '';
let own: SegmentFolder;
beforeEach(() => {
  path = join(folder(), 'zhz');
  own = new SegmentFolder(path, 'zhz');
});

async function written(into = own): Promise<{ entry: SegmentEntry; manifest: Manifest }> {
  const { segment, words } = built();
  const entry = await into.write(segment, words, end, empty);
  return { entry, manifest: { ...empty, segments: [entry] } };
}

const fileOf = ({ folder: name }: SegmentEntry, file = 'facts.arrow'): string => join(path, name, file);

describe('the folder of a region', () => {
  it('has no manifest before one is committed, whatever segments were written', async () => {
    expect(await own.manifest()).toBeNull();
    const { manifest } = await written();
    expect(await own.manifest()).toBeNull();
    await own.commit(manifest);
    expect(await own.manifest()).toEqual(manifest);
    expect(await new SegmentFolder(path, 'fryslan').manifest()).toBeNull();
  });

  it('gives back every file as it was written, with its length and hash in the entry', async () => {
    const { entry } = await written();
    const names = readdirSync(join(path, entry.folder));
    expect(Object.keys(entry.files).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      const bytes = own.read(entry, name);
      expect(Buffer.from(bytes).equals(readFileSync(fileOf(entry, name)))).toBe(true);
      expect([bytes.length, bytes.buffer instanceof SharedArrayBuffer]).toEqual([entry.files[name]?.bytes, true]);
    }
  });

  it('is written the same by the same events, so that a segment made again has the same name', async () => {
    const { entry } = await written();
    const { entry: again } = await written(new SegmentFolder(join(folder(), 'zhz'), 'zhz'));
    expect(again).toEqual(entry);
    expect((await written()).entry).toEqual(entry);
  });

  it('is for its owner alone', async () => {
    const { entry, manifest } = await written();
    await own.commit(manifest);
    expect(statSync(fileOf(entry)).mode & 0o777).toBe(0o600);
    for (const one of [path, join(path, entry.folder)]) expect(statSync(one).mode & 0o077).toBe(0);
  });

  it('loses what the manifest does not name once it is committed, and nothing else', async () => {
    const { entry, manifest } = await written();
    for (const name of ['segment-1-9-old', 'draft-0']) mkdirSync(join(path, name));
    writeFileSync(join(path, 'notes.txt'), 'mine');
    await own.commit(manifest);
    expect(readdirSync(path).toSorted()).toEqual(['manifest.json', 'notes.txt', entry.folder].toSorted());
  });

  it('passes its points in order', async () => {
    const points: CrashPoint[] = [];
    const noting = new SegmentFolder(path, 'zhz', (point) => points.push(point));
    const { entry, manifest } = await written(noting);
    await noting.commit(manifest);
    expect(points.filter((point) => point === 'written')).toHaveLength(Object.keys(entry.files).length);
    expect(points.filter((point) => point !== 'written')).toEqual(['synced', 'renamed', 'manifest-written', 'done']);
  });

  it('keeps nothing of a segment that could not be written, and says which file and why', async () => {
    const full = new SegmentFolder(path, 'zhz', (point) => {
      if (point === 'written') throw new Error('no space left on device');
    });
    await expect(written(full)).rejects.toThrow(
      /draft-0\/names\.json cannot be written \(no space left on device\): free disk space, and repeat the request/,
    );
    expect(readdirSync(path)).toEqual([]);
    expect((await written()).entry.folder).toMatch(/^segment-1-20-/);
  });
});

describe('a file of a segment that is not what it was (R14)', () => {
  const damages: [string, RegExp, (file: string) => void][] = [
    ['was changed', /was changed/, (file) => flip(file, 100)],
    ['was changed in its last byte', /was changed/, (file) => flip(file, statSync(file).size - 1)],
    [
      'was cut short',
      /is missing or has another length/,
      (file) => writeFileSync(file, readFileSync(file).subarray(1)),
    ],
    ['became longer', /is missing or has another length/, (file) => writeFileSync(file, 'x', { flag: 'a' })],
    ['is gone', /is missing or has another length/, (file) => renameSync(file, `${file}.gone`)],
  ];

  function flip(file: string, at: number): void {
    const bytes = readFileSync(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }

  it.each(damages)('is found when it %s, with its place and the remedy', async (_, reason, damage) => {
    const { entry } = await written();
    damage(fileOf(entry));
    const reading = () => own.read(entry, 'facts.arrow');
    expect(reading).toThrow(SegmentDamaged);
    expect(reading).toThrow(reason);
    expect(reading).toThrow(/facts\.arrow .*: it is rebuilt from the log at the next use/);
    expect(() => own.read(entry, 'care.arrow')).not.toThrow();
  });

  it('is found when the manifest does not name it', async () => {
    const { entry } = await written();
    expect(() => own.read(entry, 'passwd')).toThrow(/passwd is not in the manifest/);
    expect(existsSync(fileOf(entry, 'passwd'))).toBe(false);
  });

  it('is not looked into again within a run in which it was checked, but its length is', async () => {
    const { entry } = await written();
    const room = (bytes: number) => new Uint8Array(new SharedArrayBuffer(bytes + 64));
    flip(fileOf(entry), 100);
    expect(own.read(entry, 'facts.arrow', { room, isKnown: true })).toHaveLength(
      entry.files['facts.arrow']?.bytes ?? 0,
    );
    writeFileSync(fileOf(entry), '');
    expect(() => own.read(entry, 'facts.arrow', { room, isKnown: true })).toThrow(SegmentDamaged);
  });
});
