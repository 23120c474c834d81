import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openToOthers, privateFolder, privateStream, writePrivate } from './files.js';

let root = '';
let count = 0;
let usual = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-files-'));
  usual = process.umask();
});
afterAll(() => {
  process.umask(usual);
  rmSync(root, { recursive: true, force: true });
});

const path = (): string => join(root, String((count += 1)));
const access = (file: string): number => statSync(file).mode & 0o777;

describe.each([0o000, 0o022, 0o077])('under umask %o', (mask) => {
  const under = async (work: () => Promise<unknown>): Promise<void> => {
    process.umask(mask);
    await work().finally(() => process.umask(usual));
  };

  it('a file is for its owner alone', async () => {
    const file = path();
    await under(() => writePrivate(file, 'a secret'));
    expect([readFileSync(file, 'utf8'), access(file)]).toEqual(['a secret', 0o600]);
  });

  it('a file that others could read is for its owner alone once it is written again', async () => {
    const file = path();
    writeFileSync(file, 'old');
    chmodSync(file, 0o666);
    await under(() => writePrivate(file, new Uint8Array([0x6e, 0x65, 0x77])));
    expect([readFileSync(file, 'utf8'), access(file)]).toEqual(['new', 0o600]);
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('a folder is for its owner alone, with those above it', async () => {
    const folder = path();
    await under(() => privateFolder(join(folder, 'deep', 'deeper')));
    for (const one of [folder, join(folder, 'deep'), join(folder, 'deep', 'deeper')]) expect(access(one)).toBe(0o700);
  });

  it('a stream goes to a file for its owner alone', async () => {
    const file = path();
    await under(async () => {
      const stream = privateStream(file);
      stream.end('line\n');
      await once(stream, 'close');
    });
    expect([readFileSync(file, 'utf8'), access(file)]).toEqual(['line\n', 0o600]);
  });
});

describe('a folder', () => {
  it('that is there stays as it is', async () => {
    const folder = path();
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await privateFolder(folder);
    expect(access(folder)).toBe(0o755);
  });

  it.each([0o777, 0o755, 0o770, 0o702, 0o704, 0o740])(
    'with access %o is open to others, and that is said',
    async (mode) => {
      const folder = path();
      mkdirSync(folder);
      chmodSync(folder, mode);
      expect(await openToOthers(folder)).toMatch(
        /^warning: .* is accessible to other users .*restrict the folder \(chmod 700\)/,
      );
    },
  );

  it.each([0o700, 0o711, 0o500])('with access %o is not', async (mode) => {
    const folder = path();
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(await openToOthers(folder)).toBeUndefined();
  });

  it('that is not there is not', async () => {
    expect(await openToOthers(path())).toBeUndefined();
  });

  it('keeps what was there when a file cannot be written', async () => {
    const folder = path();
    mkdirSync(join(folder, 'taken.part'), { recursive: true });
    writeFileSync(join(folder, 'taken'), 'old');
    await expect(writePrivate(join(folder, 'taken'), 'new')).rejects.toThrow(/EISDIR/);
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('old');
  });
});
