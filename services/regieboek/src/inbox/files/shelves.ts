import { readdir, rename, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { exchangeSubfolder, writeExchanged } from '@regieboek/platform/files';
import { lookAt, type Arrival } from './arrivals.js';
import { isMissing } from './missing.js';

/** Subfolders of a folder of the inbox: for files that were processed or refused, and for notes about files that stay. */
export const shelfNames = ['done', 'refused', 'waiting'] as const;
type Shelf = (typeof shelfNames)[number];

/** Bytes of a name on a shelf, which also gets an extension or a number; file systems allow 255. */
const NAME_BYTES_MAX = 230;

/** Free name on a shelf: that of the file, shortened if necessary, or the first one with a number. */
function freeName(given: string, taken: ReadonlySet<string>): string {
  let name = given;
  while (Buffer.byteLength(name) > NAME_BYTES_MAX) name = [...name].slice(1).join('');
  const { name: stem, ext } = parse(name);
  const isFree = (one: string): boolean => !taken.has(one) && !taken.has(`${one}.txt`);
  let free = name;
  for (let number = 2; !isFree(free); number += 1) free = `${stem} (${number})${ext}`;
  return free;
}

/** The subfolders of one folder of the inbox. Only the process that has the lock of the folder uses them. */
export class Shelves {
  /** Names on a shelf; read once, because a shelf can have very many. */
  private readonly names = new Map<Shelf, Set<string>>();
  private readonly notes = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** Forgets the names on the shelves, which another process may have changed. */
  begin(): void {
    this.names.clear();
  }

  /** Moves a processed file to `done`; false when it changed meanwhile, so that it is another file now. */
  async done(arrival: Arrival): Promise<boolean> {
    return this.move(arrival, 'done');
  }

  /** Moves a refused file to `refused`, with the reasons beside it; false when it changed meanwhile. */
  async refused(arrival: Arrival, reasons: string): Promise<boolean> {
    return this.move(arrival, 'refused', reasons);
  }

  /** Notes why a file stays in the folder. */
  async waiting({ name }: Arrival, reason: string): Promise<void> {
    if (this.notes.get(name) === reason) return;
    await this.writeWhole(await exchangeSubfolder(this.folder, 'waiting'), `${name}.txt`, reason);
    this.notes.set(name, reason);
  }

  /** Removes notes about files that are not in the folder any more. */
  async tidy(): Promise<void> {
    const shelf = join(this.folder, 'waiting');
    for (const note of await readdir(shelf).catch(() => [])) {
      const name = note.replace(/\.txt$/, '');
      if (note.startsWith('.') || (await lookAt(this.folder, name)) !== undefined) continue;
      await rm(join(shelf, note), { force: true });
      this.notes.delete(name);
    }
  }

  private async move(arrival: Arrival, shelf: Shelf, reasons?: string): Promise<boolean> {
    const { name, path, signature } = arrival;
    const now = await lookAt(this.folder, name);
    if (now?.signature !== signature) return now === undefined;
    const to = await exchangeSubfolder(this.folder, shelf);
    const names = await this.namesOn(shelf, to);
    const free = freeName(name, names);
    if (reasons !== undefined) await this.writeWhole(to, `${free}.txt`, reasons);
    try {
      await rename(path, join(to, free));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    names.add(free);
    return true;
  }

  private async namesOn(shelf: Shelf, path: string): Promise<Set<string>> {
    const known = this.names.get(shelf) ?? new Set(await readdir(path));
    this.names.set(shelf, known);
    return known;
  }

  private async writeWhole(folder: string, name: string, text: string): Promise<void> {
    await writeExchanged(folder, `.${name}.part`, text);
    await rename(join(folder, `.${name}.part`), join(folder, name));
  }
}
