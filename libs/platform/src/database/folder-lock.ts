import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, isRunning } from './process-identity.js';
import { DatabaseFault } from './database-fault.js';

/** Right to use a data folder alone, until released or until the process ends in any way. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function parse(text: string): Holder | undefined {
  const [pid, identity = ''] = text.trim().split('\n');
  return Number.isSafeInteger(Number(pid)) && Number(pid) > 0 ? { pid: Number(pid), identity } : undefined;
}

async function isAlive({ pid, identity }: Holder): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const current = await identityOf(pid);
  return identity === '' || current === '' || current === identity;
}

/** Puts `mine` at `path` unless something is there: a link appears whole or not at all. */
async function claim(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead holder's lock away; should it be another's by now, it is put back. */
async function clear(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  const taken = await readFile(aside, 'utf8').catch(() => stale);
  if (taken !== stale) await claim(aside, path);
  await rm(aside, { force: true });
}

/**
 * Locks a folder against a second Regieboek by `regieboek.lock`, which names the process. A lock whose process is gone is taken over. Throws
 * when a live process has it, naming folder and process.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'regieboek.lock');
  const mine = `${path}.${randomUUID()}`;
  const text = `${process.pid}\n${await identityOf(process.pid)}\n`;
  await writeFile(mine, text, { mode: 0o644 });
  try {
    while (!(await claim(mine, path))) {
      const found = await readFile(path, 'utf8').catch(() => '');
      const holder = parse(found);
      if (holder && (await isAlive(holder)))
        throw new DatabaseFault(
          `The data folder ${folder} is in use by Regieboek process ${holder.pid}: stop that process or choose another folder.`,
        );
      await clear(path, found);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return { release: () => rm(path, { force: true }) };
}
