import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOtherFolder } from './folder/same-folder.js';
import { identityOf, isRunning } from './server/process-identity.js';
import { DatabaseFault } from './database-fault.js';

/** Right to use a data folder, until released or until the process ends in any way. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

/**
 * How a process uses a folder: `alone` lets no other process in; `shared` runs its database for itself and for others; `server` does too,
 * and is the only server.
 */
export type FolderUse = 'alone' | 'shared' | 'server';

/** The process that has a folder locked. */
export interface Holder {
  readonly pid: number;
  readonly identity: string;
  /** Folder that the process locked; another one in a copy of that folder. */
  readonly folder: string | undefined;
  readonly use: FolderUse;
}

const useOf = (text: string | undefined): FolderUse => (text === 'shared' || text === 'server' ? text : 'alone');

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function parse(text: string): Holder | undefined {
  const [pid, identity = '', folder, use] = text.trim().split('\n');
  return Number.isSafeInteger(Number(pid)) && Number(pid) > 0
    ? { pid: Number(pid), identity, folder, use: useOf(use) }
    : undefined;
}

async function isAlive({ pid, identity, folder }: Holder, locked: string): Promise<boolean> {
  if (!isRunning(pid) || (folder !== undefined && (await isOtherFolder(folder, locked)))) return false;
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

/** Text of a file, or undefined when it is not there (any more). */
const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

/** Place that only one process can take which wants to follow the holder that `text` names. */
const turnAfter = (path: string, text: string): string =>
  `${path}.after-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/**
 * Replaces the lock of a dead holder with `mine`, for the only process that succeeds the dead one; returns false when another
 * process was first. If that process dies midway, it is succeeded the same way.
 */
async function takeOver(mine: string, path: string, stale: string): Promise<boolean> {
  const turns: string[] = [];
  let dead = stale;
  for (;;) {
    const turn = turnAfter(path, dead);
    turns.push(turn);
    if (await claim(mine, turn)) {
      const isStale = (await textOf(path)) === stale;
      if (isStale) await rename(mine, path);
      for (const one of isStale ? turns : [turn]) await rm(one, { force: true });
      return isStale;
    }
    const text = await textOf(turn);
    const holder = text === undefined ? undefined : parse(text);
    if (text === undefined || !holder || (await isAlive(holder, dirname(path)))) return false;
    dead = text;
  }
}

/** Maximum wait for a process that is taking over the lock. */
const TURN_MILLISECONDS = 10;

/** Maximum time to take a lock; a lock with a live holder is refused at once. */
const LOCK_WITHIN_MILLISECONDS = 10_000;

/** Another process has the folder locked. The message names folder, process and remedy. */
export class FolderInUse extends DatabaseFault {
  constructor(folder: string, { pid }: Holder) {
    super({
      en: `The data folder ${folder} is in use by Regieboek process ${pid}: stop that process or choose another folder.`,
      nl: `De map met gegevens ${folder} is in gebruik bij Regieboek-proces ${pid}: stop dat proces of kies een andere map.`,
    });
  }
}

/** The process that has a folder locked; undefined when none does. */
export async function holderOf(folder: string): Promise<Holder | undefined> {
  const holder = parse((await textOf(join(folder, 'regieboek.lock'))) ?? '');
  return holder && (await isAlive(holder, folder)) ? holder : undefined;
}

/**
 * Locks a folder against a second Regieboek by `regieboek.lock`, which names the process and its use. A lock whose process is gone is taken
 * over. Throws FolderInUse when a live process has it.
 */
export async function lockFolder(folder: string, use: FolderUse = 'alone'): Promise<FolderLock> {
  const path = join(folder, 'regieboek.lock');
  const mine = `${path}.${randomUUID()}`;
  const text = `${process.pid}\n${await identityOf(process.pid)}\n${await realpath(folder)}\n${use}\n`;
  await writeFile(mine, text, { mode: 0o600 });
  try {
    const end = performance.now() + LOCK_WITHIN_MILLISECONDS;
    while (!(await claim(mine, path))) {
      if (performance.now() > end)
        throw new DatabaseFault({
          en: `${path} cannot be read or locked: check which process uses the folder, and its permissions.`,
          nl: `${path} is niet te lezen of te vergrendelen: kijk welk proces de map gebruikt, en naar de rechten.`,
        });
      const found = await textOf(path);
      if (found === undefined) {
        await delay(TURN_MILLISECONDS);
        continue;
      }
      const holder = parse(found);
      if (holder && (await isAlive(holder, folder))) throw new FolderInUse(folder, holder);
      if (await takeOver(mine, path, found)) break;
      await delay(TURN_MILLISECONDS);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return { release: () => rm(path, { force: true }) };
}
