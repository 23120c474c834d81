/**
 * Files and folders that the product writes: accessible to their owner only, whatever the umask of the process. The only place
 * where product code creates files, except the database's own folder and the segments of the journal.
 */
import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Access rights of files and of folders: the owner's only. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** Creates a folder and missing parent folders, for its owner only. An existing folder does not change. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: FOLDER_MODE });
}

/** Writes a file for its owner only; an existing file is replaced as a whole, including its access rights. */
export async function writePrivate(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.part`;
  await writeFile(unfinished, content, { mode: FILE_MODE });
  await chmod(unfinished, FILE_MODE);
  await rename(unfinished, path);
}

/** Rights of the group on a folder that is closed to all others; none on a folder that is open to others, as most are by default. */
async function groupRights(folder: string): Promise<number> {
  const { mode } = await stat(folder);
  return (mode & 0o007) === 0 ? mode & 0o070 : 0;
}

/** Subfolder of an exchange folder, created when missing: for its owner, and for the group that may use the exchange folder. */
export async function exchangeSubfolder(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const made = await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (made !== undefined) await chmod(path, FOLDER_MODE | (await groupRights(folder)));
  return path;
}

/**
 * Writes a new file in an exchange folder and flushes it to disk: for its owner, and readable for the group that may read the folder.
 * The caller names it, and renames it once it is complete.
 */
export async function writeExchanged(folder: string, name: string, content: string): Promise<void> {
  const mode = FILE_MODE | ((await groupRights(folder)) & 0o060);
  const file = await open(join(folder, name), 'w', FILE_MODE);
  try {
    await file.writeFile(content);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes the names in a folder to disk; does nothing where a file system cannot. */
export async function flushNames(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

/** A stream to a file for its owner alone. */
export const privateStream = (path: string): WriteStream => createWriteStream(path, { mode: FILE_MODE });

/** Read and write access; execute access alone reveals nothing. */
const OTHERS = 0o066;

/** A warning when others can read or write a folder; undefined when they cannot, or it does not exist. */
export async function openToOthers(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (!found || (found.mode & OTHERS) === 0 || process.platform === 'win32') return undefined;
  return `warning: ${folder} is accessible to other users of this machine; files written there are private, but restrict the folder (chmod 700) or choose another`;
}
