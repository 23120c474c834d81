import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderFault, folderFaults } from './folder-fault.js';

/** Identity of a ledger and the data folder it belongs to, kept in that folder and in the folder of its database. */
export interface FolderIdentity {
  readonly id: string;
  /** Real path of the data folder at its last start. */
  readonly folder: string;
}

/** Name of the file with the identity, in the data folder and in that of the database. */
export const IDENTITY_FILE = 'regieboek-folder.json';

const VERSION = 1;

const isIdentity = (value: unknown): value is FolderIdentity =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'folder' in value &&
  typeof value.folder === 'string';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Identity kept in a folder; undefined where there is none. Throws FolderFault when its file is damaged. */
export async function identityIn(folder: string): Promise<FolderIdentity | undefined> {
  const file = join(folder, IDENTITY_FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parsed(text);
  if (!isIdentity(value)) throw new FolderFault(folderFaults.damaged(file));
  return { id: value.id, folder: value.folder };
}

/** A new identity for a folder. */
export const newIdentity = (folder: string): FolderIdentity => ({ id: randomUUID(), folder });

/** Keeps an identity in a folder, whole or not at all, for the owner of the folder; a link in its place is not followed. */
export async function keepIdentity(folder: string, identity: FolderIdentity): Promise<void> {
  const file = join(folder, IDENTITY_FILE);
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ version: VERSION, ...identity }, null, 2)}\n`);
    const { uid, gid } = await stat(folder);
    if (process.getuid?.() === 0) await handle.chown(uid, gid);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}

/** True when an identity's folder exists and still has that identity, or cannot be read. */
export const isAlive = ({ id, folder }: FolderIdentity): Promise<boolean> =>
  identityIn(folder).then(
    (found) => found?.id === id,
    () => true,
  );
