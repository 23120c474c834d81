import { createHash } from 'node:crypto';
import { lstat, readlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Sentence } from '@regieboek/kernel';
import { clustersPath } from '../system-folder.js';
import { FolderFault, folderFaults } from './folder-fault.js';
import { identityIn, isAlive, type FolderIdentity } from './identity.js';
import { isSameFolder } from './same-folder.js';

/** Name of the file with the vault key, which the vault keeps in the data folder. */
const KEY_FILE = 'vault.key';

/** Contents of a data folder, as far as they say which ledger it is. */
export interface FolderState {
  /** Real path of the data folder. */
  readonly folder: string;
  readonly identity: FolderIdentity | undefined;
  /** Place of the database; undefined when the folder names none. It may not exist. */
  readonly place: string | undefined;
  readonly hasDatabase: boolean;
  /** Identity that the database was made for or used with last; undefined when an earlier version made it. */
  readonly owner: FolderIdentity | undefined;
  readonly hasKey: boolean;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Place that `<folder>/postgres` is or links to; undefined when there is none. */
export async function placeOf(folder: string): Promise<string | undefined> {
  const path = join(folder, 'postgres');
  if (!(await exists(path))) return undefined;
  const target = await readlink(path).catch(() => undefined);
  return target === undefined ? path : resolve(folder, target);
}

/** Reads the state of a data folder, given its real path. Throws FolderFault when an identity is damaged. */
export async function stateOf(folder: string): Promise<FolderState> {
  const place = await placeOf(folder);
  const hasDatabase = place !== undefined && (await exists(join(place, 'PG_VERSION')));
  return {
    ...{ folder, place, hasDatabase },
    identity: await identityIn(folder),
    owner: hasDatabase ? await identityIn(place) : undefined,
    hasKey: await exists(join(folder, KEY_FILE)),
  };
}

/** Name that an earlier version gave to the database of a data folder in the system folder. */
export const earlierName = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16);

/** A fault. `--adopt` accepts the folder in spite of it when `isAdoptable`. */
interface Found {
  readonly sentence: Sentence;
  readonly isAdoptable: boolean;
}

const refused = (sentence: Sentence): Found => ({ sentence, isAdoptable: false });
const adoptable = (sentence: Sentence): Found => ({ sentence, isAdoptable: true });

async function faultOfFolder({ folder, identity }: FolderState): Promise<Found | undefined> {
  if (identity === undefined || (await isSameFolder(identity.folder, folder))) return undefined;
  return (await isAlive(identity))
    ? refused(folderFaults.copied(folder, identity.folder))
    : adoptable(folderFaults.moved(folder, identity.folder));
}

async function faultOfDatabase({ folder, identity, owner, place = '' }: FolderState): Promise<Found | undefined> {
  if (owner === undefined) {
    const isOfEarlierVersion = identity === undefined && place.startsWith(clustersPath());
    const isMadeForOther = isOfEarlierVersion && basename(place) !== earlierName(folder);
    return isMadeForOther ? adoptable(folderFaults.ofUnknown(folder, place)) : undefined;
  }
  const isOwnLedger = owner.id === identity?.id;
  if (await isSameFolder(owner.folder, folder))
    return isOwnLedger || identity === undefined ? undefined : adoptable(folderFaults.otherLedger(folder));
  if (await isAlive(owner)) return refused(folderFaults.ofAnother(folder, place, owner.folder));
  if (isOwnLedger) return undefined;
  return adoptable(folderFaults.ofGone(folder, place, owner.folder));
}

/** Options of a check. */
interface CheckOptions {
  readonly adopt?: boolean;
  /** Accepts a key without a database: a backup of that ledger is about to be restored. */
  readonly restoring?: boolean;
}

async function found(state: FolderState, restoring: boolean): Promise<Found | undefined> {
  const { folder, place, identity, hasKey, hasDatabase } = state;
  if (restoring && identity === undefined && place === undefined) return undefined;
  const isUsed = identity !== undefined || hasKey;
  if (isUsed && place !== undefined && !(await exists(place))) return refused(folderFaults.toNowhere(folder, place));
  if (isUsed && !hasDatabase) return refused(folderFaults.withoutDatabase(folder));
  return (await faultOfFolder(state)) ?? (hasDatabase ? await faultOfDatabase(state) : undefined);
}

/**
 * Throws FolderFault when a folder and its database do not belong together: a copy, a moved folder, a link to nowhere, a database
 * of another folder, or a key without a database. With `adopt`, accepts a folder that was moved; with
 * `restoring`, one that has only a key.
 */
export async function checkFolder(
  state: FolderState,
  { adopt = false, restoring = false }: CheckOptions = {},
): Promise<void> {
  const fault = await found(state, restoring);
  if (fault && !(adopt && fault.isAdoptable)) throw new FolderFault(fault.sentence);
}

/**
 * True when removing the folder may remove its database: one elsewhere may be that of another folder, of which this one is a
 * copy.
 */
export async function ownsDatabase({ folder, owner, place }: FolderState): Promise<boolean> {
  if (place === undefined || place === join(folder, 'postgres')) return true;
  if (owner === undefined) return basename(place) === earlierName(folder);
  return (await isSameFolder(owner.folder, folder)) || !(await isAlive(owner));
}
