import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoFiles } from './demo-files.js';
import { demoDefaults } from '../demo-options.js';
import { writeDemoFiles, type DemoWritten } from './write-demo-files.js';

const options = { ...demoDefaults, youths: 40, months: 2 };

describe('writing the demo', () => {
  let folder = '';
  let written: DemoWritten;
  const progress: number[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek-demo-'));
    written = await writeDemoFiles(folder, options, ({ files }) => progress.push(files));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes every file to its path', async () => {
    const files = [...demoFiles(options)];
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile()).length).toBe(files.length);
    const placeOf = (path: string): string =>
      path.endsWith('/expected.json') ? `expected/${path.replace('/expected', '')}` : `files/${path}`;
    for (const { path, content } of files) expect(await readFile(join(folder, placeOf(path)), 'utf8')).toBe(content);
  });

  it('counts what it wrote, and reports its progress', () => {
    const files = [...demoFiles(options)];
    const messages = files.filter(({ path }) => path.endsWith('.xml')).length;
    expect(written).toMatchObject({ files: files.length, messages, youths: 40 });
    expect(written.declaredLines).toBeGreaterThan(40);
    expect(written.wrongLines).toBeGreaterThan(0);
    expect(progress).toEqual(files.map((_, i) => i + 1));
  });

  it('writes the same a second time', async () => {
    expect(await writeDemoFiles(folder, options)).toEqual(written);
  });
});
