import { describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrongRevision } from '@regieboek/eventing';
import { describeError, systemProblem } from './describe-error.js';

const failed = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => systemProblem(error, 'en'),
  );
const ofCode = (code: string) =>
  systemProblem(Object.assign(new Error('raw'), { syscall: 'open', errno: -1, code, path: '/out/work.csv' }), 'en');

describe('an error of the operating system', () => {
  it('is described with its path and remedy', async () => {
    const gone = join(tmpdir(), 'regieboek-is-not-there');
    const long = join(tmpdir(), 'x'.repeat(300));
    expect(await failed(readFile(gone))).toBe(`${gone} does not exist: check the path`);
    expect(await failed(writeFile(long, ''))).toBe(`${long} has a name that is too long: choose a shorter one`);
    expect(await failed(readdir(process.execPath))).toBe(`${process.execPath} is not a folder: check the path`);
    expect(await failed(writeFile(tmpdir(), ''))).toBe(`${tmpdir()} is a folder: name a file`);
  });

  it.each([
    ['EACCES', 'cannot be read or written: check its permissions'],
    ['EPERM', 'cannot be read or written: check its permissions'],
    ['EROFS', 'is on a read-only disk: choose another place'],
    ['ENOSPC', 'cannot be written: the disk is full'],
  ])('%s is described in words', (code, text) => {
    expect(ofCode(code)).toBe(`/out/work.csv ${text}`);
  });

  it("that is unforeseen has the system's description, and an error of our own is left to others", () => {
    expect(ofCode('EXDEV')).toBe('raw');
    expect(systemProblem(new RangeError('about a child'), 'en')).toBeUndefined();
  });
});

describe('an error on the terminal', () => {
  it('is printed as written when it is a refusal, also one of another copy of the kernel', async () => {
    const refusal = new WrongRevision('zhz.youth-1', 1, 2);
    const ofAnotherCopy = Object.assign(new Error('region zhz is unknown: import its contracts.yaml first'), {
      [Symbol.for('regieboek.refusal')]: true,
    });
    expect(await describeError(refusal, 'en')).toBe(refusal.message);
    expect(await describeError(ofAnotherCopy, 'en')).toBe(ofAnotherCopy.message);
  });

  it('is never printed with its message when it is unforeseen, whatever its name', async () => {
    const named = Object.assign(new Error('999900006'), { name: 'WrongRevision' });
    for (const error of [named, new TypeError('999900006')]) {
      const text = await describeError(error, 'en');
      expect(text).toMatch(/^unexpected (Type)?Error\n/);
      expect(text).not.toContain('999900006');
    }
  });
});
