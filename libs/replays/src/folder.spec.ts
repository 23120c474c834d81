import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdJournal } from './folder.js';

let dataDir = '';
const journal = (...path: string[]) => join(dataDir, 'journal', ...path);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'regieboek-journal-'));
  await mkdir(journal('zhz', 'segment-1-9-abc'), { recursive: true });
  await mkdir(journal('zhz', 'draft-1'));
  await mkdir(journal('empty'));
  await writeFile(journal('zhz', 'manifest.json'), '{}');
  await writeFile(journal('zhz', 'segment-1-9-abc', 'lines.arrow'), 'lines');
});
afterAll(() => rm(dataDir, { recursive: true }));

describe('the journal of a data folder', () => {
  it('is of one process; another one goes on from its finished segments, in a folder that is removed afterwards', async () => {
    const first = await holdJournal(dataDir);
    expect(first.dataDir).toBe(dataDir);
    const second = await holdJournal(dataDir);
    expect(second.dataDir).not.toBe(dataDir);
    const apart = join(second.dataDir, 'journal', 'zhz');
    expect((await readdir(apart)).sort()).toEqual(['manifest.json', 'segment-1-9-abc']);
    const [own, linked] = [
      journal('zhz', 'segment-1-9-abc', 'lines.arrow'),
      join(apart, 'segment-1-9-abc', 'lines.arrow'),
    ];
    expect((await stat(linked)).ino).toBe((await stat(own)).ino);
    await writeFile(join(apart, 'manifest.json'), 'changed');
    expect(await readFile(journal('zhz', 'manifest.json'), 'utf8')).toBe('{}');
    await second.release();
    expect((await readdir(journal())).filter((name) => name.startsWith('apart-'))).toEqual([]);
    expect(await readFile(own, 'utf8')).toBe('lines');
    await first.release();
  });

  it('is free again for the next process', async () => {
    const next = await holdJournal(dataDir);
    expect(next.dataDir).toBe(dataDir);
    await next.release();
  });
});
