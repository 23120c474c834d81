import { open, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import { manifestText, partsOf, readManifest, type Manifest } from '../format/manifest.js';

/** Access for the owner alone. */
const [FILE_MODE, FOLDER_MODE] = [0o600, 0o700];

/** Names in the folder: the last complete backup, the one being made, and the parts. */
const [COMPLETE, NEXT, PARTS] = ['manifest.json', 'manifest-next.json', 'parts'];

/** Files that are not complete yet have this ending. */
const UNFINISHED = '.part';

const ours = /^(manifest(-next)?\.json(\.part)?|parts|regieboek\.lock.*)$/;
const ourParts = /^[0-9]{6,}-[A-Za-z0-9._-]+\.zst(\.part)?$/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error';

/** Runs `work` that writes a file; an error of the system names the file. */
export async function writing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof BackupFault) throw cause;
    throw new BackupFault(backupFaults.cannotWrite(path, codeOf(cause)), { cause });
  }
}

async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The folder of a backup. Only the manifest is ever replaced, as a whole; parts are added, and removed when no backup needs them. */
export class BackupFolder {
  constructor(readonly path: string) {}

  /** Makes the folder for its owner alone. Throws BackupFault when a link or a file of something else is in it. */
  async prepare(): Promise<void> {
    await writing(this.path, async () => {
      await mkdir(join(this.path, PARTS), { recursive: true, mode: FOLDER_MODE });
    });
    await this.mustBeOurs();
  }

  /** Throws BackupFault for anything that is not part of a backup, and for links, which could lead anywhere. */
  async mustBeOurs(): Promise<void> {
    const entries = await readdir(this.path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(this.path, entry.name);
      if (!ours.test(entry.name)) throw new BackupFault(backupFaults.foreign(path));
      const isPlain = entry.name === PARTS ? entry.isDirectory() : entry.isFile();
      if (!isPlain) throw new BackupFault(backupFaults.notPlain(path));
    }
    for (const entry of await readdir(join(this.path, PARTS), { withFileTypes: true }).catch(() => [])) {
      const path = this.partPath(entry.name);
      if (!ourParts.test(entry.name)) throw new BackupFault(backupFaults.foreign(path));
      if (!entry.isFile()) throw new BackupFault(backupFaults.notPlain(path));
    }
  }

  partPath(file: string): string {
    return join(this.path, PARTS, file);
  }

  /** The last complete backup. Throws BackupFault when there is none, or when its manifest was changed. */
  async complete(): Promise<Manifest> {
    const manifest = await this.#read(COMPLETE);
    if (!manifest) throw new BackupFault(backupFaults.noBackup(this.path));
    return manifest;
  }

  /** The backup to go on with: one that was not finished, otherwise the last complete one; undefined when there is neither. */
  async latest(): Promise<Manifest | undefined> {
    const complete = await this.#read(COMPLETE);
    const next = await this.#read(NEXT).catch(() => undefined);
    return next ?? complete;
  }

  async #read(name: string): Promise<Manifest | undefined> {
    const path = join(this.path, name);
    const found = await lstat(path).catch(() => undefined);
    if (!found) return undefined;
    if (!found.isFile()) throw new BackupFault(backupFaults.notPlain(path));
    const read = readManifest(await readFile(path, 'utf8'));
    if ('fault' in read) throw new BackupFault(backupFaults[read.fault](path));
    return read.manifest;
  }

  /** Keeps the progress of a backup, so that another run goes on with the parts that are finished. */
  keepProgress(manifest: Manifest): Promise<void> {
    return this.#write(NEXT, manifestText(manifest));
  }

  /** Makes a manifest the last complete backup, then removes what no backup needs any more. */
  async finish(manifest: Manifest): Promise<void> {
    await this.#write(COMPLETE, manifestText(manifest));
    await rm(join(this.path, NEXT), { force: true });
    const needed = new Set(partsOf(manifest).map(({ file }) => file));
    for (const name of await this.partNames()) if (!needed.has(name)) await rm(this.partPath(name), { force: true });
  }

  /** Names of all files among the parts, also those that are not finished. */
  async partNames(): Promise<readonly string[]> {
    return readdir(join(this.path, PARTS)).catch(() => []);
  }

  /** Makes a finished part permanent under its name. */
  async commitPart(file: string): Promise<void> {
    const path = this.partPath(file);
    await writing(path, async () => {
      await rename(`${path}${UNFINISHED}`, path);
      await flushFolder(join(this.path, PARTS));
    });
  }

  /** Path under which a part is written until it is finished. */
  unfinished(file: string): string {
    return `${this.partPath(file)}${UNFINISHED}`;
  }

  async #write(name: string, text: string): Promise<void> {
    const path = join(this.path, name);
    await writing(path, async () => {
      await rm(`${path}${UNFINISHED}`, { force: true });
      const handle = await open(`${path}${UNFINISHED}`, 'wx', FILE_MODE);
      try {
        await handle.chmod(FILE_MODE);
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${path}${UNFINISHED}`, path);
      await flushFolder(this.path);
    });
  }
}
