import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Dirent } from 'node:fs';
import { messageTypeOf } from '@regieboek/ijw';
import { systemProblem } from '../cli/describe-error.js';
import type { Source } from './source.js';
import { zipEntries, zippedIn, type ZipContent } from './zip-entries.js';

/** A file that is not imported, with the reason. */
export interface NotTaken {
  readonly path: string;
  readonly reason: string;
}

/** Result of searching the paths of an import. */
export interface Found {
  readonly sources: readonly Source[];
  /** Files in folders that are not of an importable kind. */
  readonly passedOver: readonly NotTaken[];
  /** Importable files that cannot be read. */
  readonly unreadable: readonly NotTaken[];
}

interface Collected {
  readonly sources: Source[];
  readonly passedOver: NotTaken[];
  readonly unreadable: NotTaken[];
}

const importable = /\.(xml|csv|ya?ml)$/i;
const zipped = /\.zip$/i;

const OTHER_KIND = 'is not an XML, CSV, YAML or ZIP file and contains no iJw message: it was skipped';

/** Maximum size of a file whose name does not state its kind; larger ones are not read. */
const UNNAMED_BYTES_MAX = 32 * 1024 * 1024;

const MEGABYTE = 1024 * 1024;

/** Maximum size of a named file; messages are limited to 25 MB (OP179). */
const NAMED_BYTES_MAX = 64 * MEGABYTE;

const fileAt = (path: string): Source => ({ path, read: () => readFile(path) });

async function addZip(path: string, collected: Collected): Promise<void> {
  await addEntries(path, await zipEntries(path), collected);
}

async function addEntries(path: string, { entries, fault }: ZipContent, collected: Collected): Promise<void> {
  if (fault !== undefined) collected.unreadable.push({ path, reason: fault });
  for (const entry of entries) {
    if (zipped.test(entry.path))
      collected.passedOver.push({
        path: entry.path,
        reason: 'is a ZIP file in another ZIP file: unpack it and import it',
      });
    else await addFound(entry, entry.size, collected);
  }
}

/** A file of a folder: imported because of its name, or because it contains a message. */
async function addFound(source: Source, size: number, collected: Collected): Promise<void> {
  if (importable.test(source.path)) collected.sources.push(source);
  else if (size <= UNNAMED_BYTES_MAX && messageTypeOf(await source.read()) !== undefined)
    collected.sources.push(source);
  else collected.passedOver.push({ path: source.path, reason: OTHER_KIND });
}

async function addEntry(entry: Dirent, path: string, collected: Collected): Promise<void> {
  const found = entry.isSymbolicLink() || entry.isFile() ? await stat(path) : undefined;
  if (found?.isFile() !== true) {
    collected.passedOver.push({
      path,
      reason: 'is not a file (a link to a folder, a device or a pipe): it was skipped',
    });
  } else if (zipped.test(path)) await addZip(path, collected);
  else await addFound(fileAt(path), found.size, collected);
}

async function addFolder(folder: string, collected: Collected): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      await addEntry(entry, path, collected);
    } catch (error) {
      const reason = systemProblem(error, 'en');
      if (reason === undefined) throw error;
      collected.unreadable.push({ path, reason });
    }
  }
}

/**
 * Files below paths, each once. A file named explicitly is always a source, so that it is refused with reasons. Throws
 * the error of the file system for a path that does not exist.
 */
export async function filesBelow(paths: readonly string[]): Promise<Found> {
  const collected: Collected = { sources: [], passedOver: [], unreadable: [] };
  for (const path of paths) {
    const found = await stat(path);
    if (found.isDirectory()) await addFolder(path, collected);
    else if (!found.isFile()) collected.unreadable.push({ path, reason: 'is a pipe or a device: name a file' });
    else if (found.size > NAMED_BYTES_MAX && !zipped.test(extname(path)))
      collected.unreadable.push({
        path,
        reason: `is larger than ${NAMED_BYTES_MAX / MEGABYTE} MB: choose a smaller file`,
      });
    else if (zipped.test(extname(path))) await addZip(path, collected);
    else collected.sources.push(fileAt(path));
  }
  return foundOnce(collected);
}

const once = <One extends { readonly path: string }>(all: readonly One[]): One[] => [
  ...new Map(all.map((one) => [one.path, one])).values(),
];

const foundOnce = ({ sources, passedOver, unreadable }: Collected): Found => ({
  sources: once(sources),
  passedOver: once(passedOver),
  unreadable: once(unreadable),
});

/** Files of a ZIP file in memory; one that cannot be read as a whole is one unreadable file without a name. */
export async function filesZippedIn(bytes: Uint8Array): Promise<Found> {
  const collected: Collected = { sources: [], passedOver: [], unreadable: [] };
  await addEntries('', await zippedIn(bytes), collected);
  return foundOnce(collected);
}
