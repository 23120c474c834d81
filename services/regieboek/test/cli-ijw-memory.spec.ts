import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sized } from '@regieboek/kernel/testing';
import { startChild, type Ended } from './child.js';
import { testFolder, today, type TestFolder } from './ijw-files.js';
import * as story from './story.js';

const MEGABYTE = 1024 * 1024;
const LINES = 31_892;

/** Prints the peak of the memory of a process, in kilobytes, when it ends. */
const tellsPeak = `
  import { readFileSync } from 'node:fs';
  process.on('exit', () => {
    // The system's other count goes on from that of the process that started this one.
    const [, peak] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    process.stderr.write('peak ' + peak);
  });`;
const measured = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tellsPeak)}` };
const peakMegabytes = ({ errors }: Ended): number => Number(/peak (\d+)/.exec(errors)?.[1]) / 1024;

describe('the largest declaration the standard allows', () => {
  let files: TestFolder;
  let path: string;

  beforeAll(async () => {
    files = await testFolder();
    path = await files.file('large.xml', story.largeJw323(LINES));
    // The first start compiles changed sources, which would otherwise be measured.
    await startChild(['--version']).ended;
  });
  afterAll(() => files.remove());

  it('is nearly 25 MB', async () => {
    const { length } = await readFile(path);
    expect(length).toBeGreaterThan(24 * MEGABYTE);
    expect(length).toBeLessThanOrEqual(25 * MEGABYTE);
  });

  const inShortRuns: readonly [string, string[]][] = [['checked', ['check']]];
  const inLongRuns: readonly [string, string[]][] = [
    ...inShortRuns,
    ['written as XLSX', ['csv', '--out', 'lines.xlsx']],
    ['shown', ['show', '--lines', '1']],
    ['written as CSV', ['csv', '--out', 'lines.csv']],
  ];

  it.each(sized(inShortRuns, inLongRuns))('is %s within 256 MB', async (_, [name = '', ...options]) => {
    const inFolder = options.map((option) => (option.startsWith('lines.') ? join(files.path, option) : option));
    const ended = await startChild(['ijw', name, path, ...inFolder, ...today], measured).ended;
    expect([ended.code, ended.output]).toEqual([0, expect.stringMatching(/no faults|31892 lines/)]);
    expect(peakMegabytes(ended)).toBeLessThan(256);
  });
});
