import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFile, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { logWith, manifestOf, newFolder, save } from '../test/saved-log.js';
import { BackupFolder } from './folder/backup-folder.js';
import { manifestText, type RegionOfBackup } from './format/manifest.js';
import { verifyBackup } from './verify.js';

let folder: Awaited<ReturnType<typeof newFolder>>;
let saved: RegionOfBackup;

const part = (number: number): string => folder.partPath(`00000${number}-log-zhz.zst`);
const manifest = (): string => join(folder.path, 'manifest.json');

beforeEach(async () => {
  folder = await newFolder();
  const region = await save(await logWith(2_500), folder, { limits: { eventsMax: 1_024, bytesMax: 1e9 } });
  if (!region) throw new Error('nothing was saved');
  saved = region;
  await folder.finish(manifestOf(saved));
});
afterEach(() => folder.remove());

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

const damage: Record<string, { readonly do: () => Promise<unknown>; readonly names: RegExp }> = {
  'a part that is missing': { do: () => rm(part(2)), names: /000002-log-zhz\.zst is missing/ },
  'a part that is shorter': { do: () => truncate(part(3), 100), names: /000003-log-zhz\.zst is damaged/ },
  'a part with one bit changed': { do: () => flip(part(1), 5_000), names: /000001-log-zhz\.zst is damaged/ },
  'parts that were swapped': {
    async do() {
      await rename(part(1), part(9));
      await rename(part(2), part(1));
      await rename(part(9), part(2));
    },
    names: /000001-log-zhz\.zst is damaged, or is another part/,
  },
  'a part that is a link': {
    async do() {
      await copyFile(part(1), `${folder.path}.copy`);
      await rm(part(1));
      await symlink(`${folder.path}.copy`, part(1));
    },
    names: /000001-log-zhz\.zst is a link/,
  },
  'a file of something else': {
    do: () => writeFile(join(folder.path, 'notes.txt'), ''),
    names: /notes\.txt does not belong to a backup/,
  },
  'a manifest that was edited': {
    do: async () =>
      writeFile(manifest(), (await readFile(manifest(), 'utf8')).replace('"position": 2500', '"position": 2499')),
    names: /manifest\.json was changed or damaged/,
  },
  'a manifest that is cut off': { do: () => truncate(manifest(), 300), names: /manifest\.json was changed or damaged/ },
  'no manifest': { do: () => rm(manifest()), names: /contains no complete backup/ },
  'parts in another order': {
    do: () => folder.finish(manifestOf({ ...saved, parts: saved.parts.toReversed() })),
    names: /000003-log-zhz\.zst does not follow the part before it/,
  },
  'a manifest without the last part': {
    do: () => folder.finish(manifestOf({ ...saved, parts: saved.parts.slice(0, 2) })),
    names: /region zhz after position 2048 is missing/,
  },
};

describe('a backup', () => {
  afterEach(() => rm(`${folder.path}.copy`, { force: true }));

  it('that is whole is verified, also in depth', async () => {
    expect(await verifyBackup(folder, { deep: true })).toEqual(manifestOf(saved));
  });

  it.each(Object.entries(damage))('with %s is refused, and the part is named', async (_, { do: harm, names }) => {
    await harm();
    await expect(verifyBackup(folder)).rejects.toThrow(names);
  });

  it('of a later format is refused', async () => {
    const later = { ...manifestOf(saved), format: 2 };
    await writeFile(manifest(), manifestText(later as never));
    await expect(verifyBackup(folder)).rejects.toThrow(/was written by a later version of Regieboek/);
  });

  it('whose events were replaced, with a manifest that fits the files, is refused in depth', async () => {
    const [first, ...others] = saved.parts;
    const other = await newFolder();
    const region = await save(await logWith(1_024), other);
    const bytes = await readFile(other.partPath(region?.parts[0]?.file ?? ''));
    await writeFile(part(1), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!first) throw new Error('no part');
    await folder.finish(manifestOf({ ...saved, parts: [{ ...first, bytes: bytes.length, sha256 }, ...others] }));
    await verifyBackup(folder);
    await expect(verifyBackup(folder, { deep: true })).rejects.toThrow(/digest of region zhz/);
    await other.remove();
  });

  it('with a part that does not contain events is refused in depth', async () => {
    const [first, ...others] = saved.parts;
    const bytes = zstdCompressSync('not an event\n');
    await writeFile(part(1), bytes);
    if (!first) throw new Error('no part');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await folder.finish(manifestOf({ ...saved, parts: [{ ...first, bytes: bytes.length, sha256 }, ...others] }));
    await expect(verifyBackup(folder, { deep: true })).rejects.toThrow(/000001-log-zhz\.zst does not have the content/);
  });

  it('is not made where a file is in the way', async () => {
    const within = join(part(1), 'backup');
    await expect(new BackupFolder(within).prepare()).rejects.toThrow(`${within} cannot be written (ENOTDIR)`);
  });

  it('is for its owner alone, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const open = await newFolder();
      const region = await save(await logWith(5), open);
      if (region) await open.finish(manifestOf(region));
      const modes = ['manifest.json', 'parts/000001-log-zhz.zst'].map(
        async (name) => (await stat(join(open.path, name))).mode & 0o777,
      );
      expect(await Promise.all(modes)).toEqual([0o600, 0o600]);
      expect((await stat(join(open.path, 'parts'))).mode & 0o777).toBe(0o700);
      await open.remove();
    } finally {
      process.umask(before);
    }
  });
});
