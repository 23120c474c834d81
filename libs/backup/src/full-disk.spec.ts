import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventLog } from '@regieboek/eventing';
import { manifestOf, region, save } from '../test/saved-log.js';
import { BackupFolder, writing } from './folder/backup-folder.js';
import { verifyBackup } from './verify.js';

const place = mkdtempSync(join(tmpdir(), 'regieboek full disk '));
const mount = (...argv: string[]) => execFileSync('mount', argv, { stdio: 'ignore' });

const mayMount = (() => {
  try {
    mount('-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', place);
    return true;
  } catch {
    console.info('not run: a backup to a full disk, as this user may not mount one');
    return false;
  }
})();

/** Adds events whose text does not become smaller by compression. */
async function addIncompressible(log: MemoryEventLog, from: number, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index) => {
    const text = createHash('sha512')
      .update(`${from + index}`)
      .digest('base64');
    const id = `00000000-0000-4000-8000-${`${from + index}`.padStart(12, '0')}`;
    return { id, type: 'a.b.v1', data: { text } };
  });
  await log.append(`${region}.thing-1`, from === 0 ? 'none' : from - 1, events);
}

/** Tests on a disk of their own. */
const onDisk = () => {
  let folder: BackupFolder;
  const log = new MemoryEventLog({ now: () => '2025-10-01T00:00:00.000Z' });

  beforeAll(async () => {
    folder = new BackupFolder(join(place, 'backup'));
    await folder.prepare();
  });
  afterAll(() => {
    execFileSync('umount', ['-l', place]);
    rmSync(place, { recursive: true, force: true });
  });

  it('keeps the last complete backup, and goes on when there is space again', async () => {
    await addIncompressible(log, 0, 200);
    const limits = { eventsMax: 1_024, bytesMax: 1e9 };
    const first = await save(log, folder, { limits });
    if (!first) throw new Error('nothing was saved');
    await folder.finish(manifestOf(first));
    for (let from = 200; from < 5_000; from += 400) await addIncompressible(log, from, 400);
    await expect(save(log, folder, { saved: first, limits })).rejects.toThrow(
      /-log-zhz\.zst cannot be written \(ENOSPC\): free space or correct access, and run the command again/,
    );
    expect(await verifyBackup(folder, { deep: true })).toEqual(manifestOf(first));
    mount('-o', 'remount,size=20m', place);
    const whole = await save(log, folder, { saved: first, limits });
    if (!whole) throw new Error('nothing was saved');
    await folder.finish(manifestOf(whole));
    expect(await verifyBackup(folder, { deep: true })).toEqual(manifestOf(whole));
    expect(whole.position).toBe(await log.head(region));
  });
};

describe('a backup to a disk that gets full', () => {
  it('names the file, its error and the remedy', async () => {
    const failing = writing('/backup/manifest.json', () =>
      Promise.reject(Object.assign(new Error(), { code: 'EDQUOT' })),
    );
    await expect(failing).rejects.toThrow(/^\/backup\/manifest\.json cannot be written \(EDQUOT\): free space/);
  });

  if (mayMount) onDisk();
});
