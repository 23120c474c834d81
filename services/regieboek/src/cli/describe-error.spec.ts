import { describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemProblem } from './describe-error.js';

const failed = (work: Promise<unknown>) => work.then(() => undefined, systemProblem);
const ofCode = (code: string) =>
  systemProblem(Object.assign(new Error('raw'), { syscall: 'open', errno: -1, code, path: '/out/work.csv' }));

describe('an error of the operating system', () => {
  it('is said with its path and what to do', async () => {
    const gone = join(tmpdir(), 'regieboek-is-not-there');
    const long = join(tmpdir(), 'x'.repeat(300));
    expect(await failed(readFile(gone))).toBe(`${gone} is not there: check the path`);
    expect(await failed(writeFile(long, ''))).toBe(`${long} is too long a name: choose a shorter one`);
    expect(await failed(readdir(process.execPath))).toBe(`${process.execPath} is no folder: check the path`);
    expect(await failed(writeFile(tmpdir(), ''))).toBe(`${tmpdir()} is a folder: name a file`);
  });

  it.each([
    ['EACCES', 'may not be read or written: check its rights'],
    ['EPERM', 'may not be read or written: check its rights'],
    ['EROFS', 'is on a disk that may only be read: name a place elsewhere'],
    ['ENOSPC', 'cannot be written: the disk is full'],
  ])('%s is said in words', (code, text) => {
    expect(ofCode(code)).toBe(`/out/work.csv ${text}`);
  });

  it('that nobody foresaw is said as the system has it, and one of our own is left to others', () => {
    expect(ofCode('EXDEV')).toBe('raw');
    expect(systemProblem(new RangeError('about a child'))).toBeUndefined();
  });
});
