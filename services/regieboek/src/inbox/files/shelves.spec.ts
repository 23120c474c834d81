import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lookAt, type Arrival } from './arrivals.js';
import { readArrivals } from './read-arrivals.js';
import { Shelves } from './shelves.js';

const folders: string[] = [];
let folder = '';
let shelves: Shelves;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek shelves '));
  folders.push(folder);
  shelves = new Shelves(folder);
});
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

async function arrived(name: string, content = '<a/>', within = folder): Promise<Arrival> {
  if (within === folder) await writeFile(join(within, name), content);
  const found = await lookAt(within, name);
  if (!found) throw new Error(`${name} is not there`);
  return found;
}
const on = async (shelf: string): Promise<string[]> => (await readdir(join(folder, shelf))).toSorted();

describe('a file that was taken from the inbox', () => {
  it('keeps its name, or gets a number when another file has it', async () => {
    await shelves.done(await arrived('a b é.xml'));
    shelves.begin();
    await shelves.done(await arrived('a b é.xml'));
    await shelves.done(await arrived('a b é.xml'));
    expect(await on('done')).toEqual(['a b é (2).xml', 'a b é (3).xml', 'a b é.xml']);
  });

  it('has its reasons beside it when it was refused, also under a number', async () => {
    await shelves.refused(await arrived('a.xml'), 'first');
    await shelves.refused(await arrived('a.xml'), 'second');
    expect(await on('refused')).toEqual(['a (2).xml', 'a (2).xml.txt', 'a.xml', 'a.xml.txt']);
    expect(await readFile(join(folder, 'refused', 'a (2).xml.txt'), 'utf8')).toBe('second');
  });

  it('is left where it is when it changed since it was read', async () => {
    const arrival = await arrived('a.xml');
    await appendFile(join(folder, 'a.xml'), 'more');
    await shelves.done(arrival);
    await shelves.refused(arrival, 'of the earlier content');
    expect(await readdir(folder)).toEqual(['a.xml']);
  });

  it('may be gone, moved by another process', async () => {
    const arrival = await arrived('a.xml');
    await rm(arrival.path);
    await shelves.done(arrival);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gets a shorter name where its own leaves no room for an extension', async () => {
    await shelves.refused(await arrived(`${'é'.repeat(120)}.xml`), 'reasons');
    const [name = '', reasons] = await on('refused');
    expect([name.endsWith('é.xml'), reasons]).toEqual([true, `${name}.txt`]);
  });
});

describe('a file that stays in the inbox', () => {
  it('has a note until it is gone', async () => {
    await shelves.waiting(await arrived('a.xml'), 'why');
    await shelves.waiting(await arrived('b.xml'), 'why');
    await rm(join(folder, 'b.xml'));
    await shelves.tidy();
    expect(await on('waiting')).toEqual(['a.xml.txt']);
  });

  it('is not imported when it cannot be read or changed, and does not stop the others', async () => {
    const { signal } = new AbortController();
    const changed = await arrived('changed.xml');
    await appendFile(changed.path, 'more');
    const arrivals = [await arrived('a.yaml', 'x: 1'), changed].map((one) => ({ ...one, quietMs: 5_000 }));
    const read = await readArrivals(folder, arrivals, { language: 'nl', stalledMs: 60_000, signal });
    expect([...read.filesOf.keys()].map(({ name }) => name)).toEqual(['a.yaml']);
    // A file that nobody can read as a whole, whatever their rights.
    const unreadable = await arrived('mem', '', '/proc/self');
    const none = await readArrivals('/proc/self', [{ ...unreadable, quietMs: 5_000 }], {
      language: 'nl',
      stalledMs: 60_000,
      signal,
    });
    expect([none.files, [...none.unreadable.keys()]]).toMatchObject([[], [unreadable]]);
  });

  it('is left for a minute when its XML ends too early, because its copy may have stalled', async () => {
    const { signal } = new AbortController();
    const whole = await arrived('whole.xml', '<?xml version="1.0"?>\n<ns:Bericht a="b"><x/></ns:Bericht>\n');
    const cut = await arrived('cut.xml', '<?xml version="1.0"?>\n<ns:Bericht a="b"><x></x>');
    const after = async (quietMs: number) => {
      const arrivals = [whole, cut].map((one) => ({ ...one, quietMs }));
      const { stalled, filesOf } = await readArrivals(folder, arrivals, { language: 'nl', stalledMs: 60_000, signal });
      return [stalled, [...filesOf.keys()]].map((of) => of.map(({ name }) => name));
    };
    expect(await after(5_000)).toEqual([['cut.xml'], ['whole.xml']]);
    expect((await after(61_000))[1]?.toSorted()).toEqual(['cut.xml', 'whole.xml']);
  });
});
