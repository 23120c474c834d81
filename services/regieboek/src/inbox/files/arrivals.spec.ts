import { appendFile, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Arrivals } from './arrivals.js';

const QUIET_MS = 150;
const folders: string[] = [];
let folder = '';
let arrivals: Arrivals;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek inbox '));
  folders.push(folder);
  arrivals = new Arrivals(folder, QUIET_MS);
});
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

const put = (name: string, content = '<xml/>'): Promise<void> => writeFile(join(folder, name), content);
const names = async (isDue: (name: string) => boolean = () => true): Promise<string[]> =>
  (await arrivals.whole(({ name }) => isDue(name))).map(({ name }) => name);
const quiet = (): Promise<void> => delay(QUIET_MS + 20);

describe('a file in the inbox', () => {
  it('is taken once it has not changed for the quiet time, whatever its own times are', async () => {
    await put('old.xml');
    await utimes(join(folder, 'old.xml'), 0, 0);
    expect(await names()).toEqual([]);
    await quiet();
    expect(await names()).toEqual(['old.xml']);
  });

  it('may have blanks, accents and other letters in its name', async () => {
    const all = ['Súdwest-Fryslân – start 1.xml', 'a b  c.xml', 'jw301 (1) [kopie].XML', '名.csv'];
    for (const name of all) await put(name);
    await names();
    await quiet();
    expect(await names()).toEqual([...all].sort());
  });

  it('that grows is not taken before it is whole', async () => {
    await put('grows.xml');
    for (let times = 0; times < 4; times += 1) {
      await names();
      await delay(QUIET_MS / 2);
      await appendFile(join(folder, 'grows.xml'), 'more');
    }
    expect(await names()).toEqual([]);
    await quiet();
    expect(await names()).toEqual(['grows.xml']);
  });

  it('is not taken under the name that a program writes it under, and is after the rename', async () => {
    for (const name of ['.hidden.xml', 'a.xml.part', 'b.xml.filepart', 'c.tmp', '~lock.xml']) await put(name);
    await names();
    await quiet();
    expect(await names()).toEqual([]);
    await rename(join(folder, 'a.xml.part'), join(folder, 'a.xml'));
    await names();
    await quiet();
    expect(await names()).toEqual(['a.xml']);
  });

  it('waits for files that arrive shortly after it, because they may come first', async () => {
    await put('first.xml');
    await names();
    await quiet();
    await put('second.xml');
    expect(await names()).toEqual([]);
    await quiet();
    expect(await names()).toEqual(['first.xml', 'second.xml']);
  });

  it('is not held up by a file that is not due or is empty', async () => {
    await put('left.xml');
    await put('empty.xml', '');
    await put('new.xml');
    await names();
    await quiet();
    expect(await names((name) => name !== 'left.xml')).toEqual(['new.xml']);
  });

  it('whose name is not UTF-8 is counted, because it cannot be opened', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/S`), Buffer.from([0xfa]), Buffer.from('dwest.xml')]), '<a/>');
    expect([await names(), arrivals.unreadableNames]).toEqual([[], 1]);
  });

  it('is recognised as a link, and folders are not files', async () => {
    await symlink('/etc/hostname', join(folder, 'link.xml'));
    await mkdir(join(folder, 'done'));
    await arrivals.whole(() => true);
    await quiet();
    expect(await arrivals.whole(() => true)).toMatchObject([{ name: 'link.xml', isPlain: false }]);
  });

  it('of which there are ten thousand is found in a few seconds', async () => {
    for (let n = 0; n < 10_000; n += 1) await put(`${n}.xml`, 'x');
    await names();
    await quiet();
    const started = performance.now();
    expect(await names()).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
