import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sized } from '@regieboek/kernel/testing';
import { lockFolder } from './folder-lock.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek-lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = () => join(folder, 'regieboek.lock');

/** The winner of a race is not always the same: one round would prove little. */
const ROUNDS = sized(10, 40);

describe('the lock on a data folder', () => {
  it('can be taken over from a process that died during its own take-over', async () => {
    const dead = (number: number) => `4194305\nboot/${number}\n`;
    const turn = createHash('sha256').update(dead(1)).digest('hex').slice(0, 16);
    await writeFile(file(), dead(1));
    await writeFile(`${file()}.after-${turn}`, dead(2));
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes to one of many concurrent requests, and to the next after its release', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    const locks = asked.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(locks).toHaveLength(1);
    expect(await readFile(file(), 'utf8')).toMatch(new RegExp(`^${process.pid}\n`));
    await locks[0]?.release();
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a process that is gone', '4194305\nboot/1\n'],
    ['a process whose number this one now has', `${process.pid}\nanother boot/1\n`],
    ['nobody, the file being empty', ''],
    ['nobody, the file being damaged', 'x\ny\n'],
  ])('is taken over from %s, by one of many', async (_, text) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await writeFile(file(), text);
      const asked = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
      const locks = asked.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(locks).toHaveLength(1);
      await locks[0]?.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('of a folder does not hold for a copy of it, and holds for the folder under another name', async () => {
    const lock = await lockFolder(folder);
    const copied = `${folder} copy`;
    await cp(folder, copied, { recursive: true });
    await (await lockFolder(copied)).release();
    await rm(copied, { recursive: true });
    const moved = `${folder} moved`;
    await rename(folder, moved);
    await expect(lockFolder(moved)).rejects.toThrow(`in use by Regieboek process ${process.pid}`);
    await rename(moved, folder);
    await symlink(folder, moved);
    await expect(lockFolder(moved)).rejects.toThrow(`in use by Regieboek process ${process.pid}`);
    await rm(moved);
    await lock.release();
  });

  it('names the folder, the process and the remedy', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(
      `The data folder ${folder} is in use by Regieboek process ${process.pid}: stop that process or choose another folder.`,
    );
    await lock.release();
  });
});
