import { readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '../folder-lock.js';
import { accountFor } from '../server/account.js';
import { binariesFor } from '../server/binaries.js';
import { freeFolder } from '../server/postmaster.js';
import { FolderFault, folderFaults } from './folder-fault.js';
import { IDENTITY_FILE } from './identity.js';
import { ownsDatabase, stateOf, type FolderState } from './folder-state.js';

/** Files and folders that the product keeps in a data folder. */
const PARTS = ['journal', 'postgres', 'postgres-password', IDENTITY_FILE, `${IDENTITY_FILE}.part`];
const PART_NAMES = /^(postgres\.(new|password|log(\.1)?)|vault\.key.*|made-by-regieboek-demo)$/;

/** Result of a removal. */
export interface Removed {
  readonly folder: string;
  /** Place of the database that was removed; undefined when there was none. */
  readonly database: string | undefined;
  /** Place of a database that stays, as it belongs to another folder. */
  readonly kept: string | undefined;
  /** Names of other files in the folder, which stay. */
  readonly others: readonly string[];
}

/** Stops a server that outlived its process, then removes its database. */
async function removeDatabase(place: string, log: string): Promise<void> {
  const account = await accountFor(place);
  await freeFolder({ folder: place, account, binaries: await binariesFor(account), log });
  await rm(place, { recursive: true, force: true });
}

async function withoutDatabase(state: FolderState): Promise<Pick<Removed, 'database' | 'kept'>> {
  const { folder, place } = state;
  if (place === undefined) return { database: undefined, kept: undefined };
  if (!(await ownsDatabase(state))) return { database: undefined, kept: place };
  await removeDatabase(place, join(folder, 'postgres.log'));
  return { database: place, kept: undefined };
}

async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await lockFolder(folder);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * Removes a data folder with all that is in it, also where its database had to be put elsewhere. Throws DatabaseFault,
 * and removes nothing, while a process uses it.
 */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (folder === undefined) return;
  await locked(folder, async () => {
    await withoutDatabase(await stateOf(folder));
    await rm(folder, { recursive: true, force: true });
  });
}

/**
 * Removes the ledger of a data folder: database, identity, keys and journal, and the folder unless other files are in it. Throws
 * FolderFault when there is no ledger, and DatabaseFault while a process uses it.
 */
export async function removeLedger(dataDir: string): Promise<Removed> {
  const folder = await realpath(dataDir);
  return locked(folder, async () => {
    const state = await stateOf(folder);
    if (state.identity === undefined && state.place === undefined)
      throw new FolderFault(folderFaults.notALedger(folder));
    const removed = await withoutDatabase(state);
    const names = await readdir(folder);
    for (const name of names.filter((one) => PARTS.includes(one) || PART_NAMES.test(one)))
      await rm(join(folder, name), { recursive: true, force: true });
    const others = (await readdir(folder)).filter((name) => !name.startsWith('regieboek.lock'));
    return { folder, ...removed, others };
  }).then(async (removed) => {
    if (removed.others.length === 0) await rmdir(folder);
    return removed;
  });
}
