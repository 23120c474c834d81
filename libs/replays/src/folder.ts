import { randomUUID } from 'node:crypto';
import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseFault, lockFolder } from '@regieboek/embedded-postgres';
import { privateFolder } from '@regieboek/platform/files';
import { linkSegments } from './link-segments.js';

/** A folder of segments that only this process uses, until `release`. */
export interface HeldFolder {
  /** The journal is below it, as `journal/<region>`. */
  readonly dataDir: string;
  readonly release: () => Promise<void>;
}

const APART = /^apart-[0-9a-f-]{36}$/;

const journalIn = (dataDir: string): string => join(dataDir, 'journal');

/** Removes separate folders whose process has ended. */
async function removeLeft(journal: string): Promise<void> {
  for (const name of await readdir(journal)) {
    const folder = join(journal, name);
    if (!APART.test(name) || !(await hasLock(folder))) continue;
    try {
      await lockFolder(folder);
    } catch (error) {
      if (error instanceof DatabaseFault) continue;
      throw error;
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a folder is locked. A new folder without a lock is about to be locked by its process. */
const hasLock = (folder: string): Promise<boolean> =>
  access(join(folder, 'regieboek.lock')).then(
    () => true,
    () => false,
  );

/** A new folder below the journal of `dataDir`, for segments that are thrown away when it is released. */
export async function folderApart(dataDir: string): Promise<HeldFolder> {
  const folder = join(journalIn(dataDir), `apart-${randomUUID()}`);
  await privateFolder(folder);
  await lockFolder(folder);
  return { dataDir: folder, release: () => rm(folder, { recursive: true, force: true }) };
}

async function held(dataDir: string): Promise<HeldFolder> {
  const journal = journalIn(dataDir);
  await privateFolder(journal);
  await removeLeft(journal);
  try {
    const { release } = await lockFolder(journal);
    return { dataDir, release };
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error;
    const apart = await folderApart(dataDir);
    await linkSegments(journal, journalIn(apart.dataDir));
    return apart;
  }
}

/**
 * Locks the journal of a data folder. While another process has the lock, this process continues in a separate folder from the segments
 * that the other one has finished, and the other one is not affected. Throws DatabaseFault when the folder cannot be written.
 */
export async function holdJournal(dataDir: string): Promise<HeldFolder> {
  try {
    return await held(dataDir);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unforeseen';
    throw new DatabaseFault(
      `The folder ${journalIn(dataDir)} for segments of the journal cannot be used (${code}): give this process write access, or choose another data folder.`,
      { cause: error },
    );
  }
}
