/** Entries of a ZIP file, within bounds: a small file can unpack to any size. */
import { readFile, stat } from 'node:fs/promises';
import { configure, Uint8ArrayReader, ZipReader, type FileEntry } from '@zip.js/zip.js';
import type { Source } from './source.js';

configure({ useWebWorkers: false });

/** Bounds of a ZIP file: its own size, its entries, the size of one unpacked (OP179: 25 MB a message) and of all. */
const zipLimits = {
  bytesMax: 256 * 1024 * 1024,
  entriesMax: 20_000,
  entryBytesMax: 32 * 1024 * 1024,
  unpackedBytesMax: 1024 * 1024 * 1024,
} as const;

const MEGABYTE = 1024 * 1024;

/** An entry of a ZIP file with its size as unpacked. */
interface ZipEntry extends Source {
  readonly size: number;
}

/** Content of a ZIP file, or why it is not read. */
export interface ZipContent {
  readonly entries: readonly ZipEntry[];
  readonly fault?: string;
}

/** An entry of a ZIP file that cannot be unpacked. */
export class EntryDamaged extends Error {
  override readonly name = 'EntryDamaged';
}

const DAMAGED = 'is damaged or not a ZIP file: create it again';

/** Faults of a damaged file, from the library or the limits below; errors of the system have a code. */
function asDamage(error: unknown): string {
  if (!(error instanceof Error) || 'code' in error) throw error;
  return DAMAGED;
}

/** Unpacks an entry into memory. Throws EntryDamaged when it cannot be, or is larger than it says. */
async function unpacked(entry: FileEntry): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const keep = new WritableStream<Uint8Array>({
    write(part) {
      size += part.length;
      if (size > entry.uncompressedSize) throw new RangeError('a ZIP entry is larger than its stated size');
      parts.push(part);
    },
  });
  await entry.getData(keep, { checkSignature: true }).catch((error: unknown) => {
    throw new EntryDamaged(asDamage(error));
  });
  return Buffer.concat(parts);
}

function faultOf(entries: readonly FileEntry[]): string | undefined {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (entries.some(({ encrypted }) => encrypted))
    return 'is a ZIP file with a password: unpack it and import the folder';
  if (entries.length > zipLimits.entriesMax)
    return `contains more than ${zipLimits.entriesMax} files: unpack it and import the folder`;
  if (entries.some(({ uncompressedSize }) => uncompressedSize > zipLimits.entryBytesMax))
    return `contains a file of more than ${zipLimits.entryBytesMax / MEGABYTE} MB: unpack it and import the folder`;
  if (total > zipLimits.unpackedBytesMax)
    return `unpacks to more than ${zipLimits.unpackedBytesMax / MEGABYTE} MB: unpack it and import the folder`;
  return undefined;
}

/** Files of an archive, the number of entries bounded before all are listed. */
async function filesIn(archive: ZipReader<Uint8Array>): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  for await (const entry of archive.getEntriesGenerator()) {
    if (!entry.directory) files.push(entry);
    if (files.length > zipLimits.entriesMax) break;
  }
  return files;
}

/** Entries of a ZIP file; none, with a fault in words, when it is damaged, has a password or is over a limit. */
export async function zipEntries(path: string): Promise<ZipContent> {
  if ((await stat(path)).size > zipLimits.bytesMax)
    return {
      entries: [],
      fault: `is larger than ${zipLimits.bytesMax / MEGABYTE} MB: unpack it and import the folder`,
    };
  return zippedIn(await readFile(path), `${path}/`);
}

/** The same of a ZIP file in memory; `prefix` comes before the names of its entries. */
export async function zippedIn(bytes: Uint8Array, prefix = ''): Promise<ZipContent> {
  try {
    const files = await filesIn(new ZipReader(new Uint8ArrayReader(bytes)));
    const fault = faultOf(files);
    if (fault !== undefined) return { entries: [], fault };
    const entries = files.map((entry) => ({
      path: `${prefix}${entry.filename}`,
      size: entry.uncompressedSize,
      read: () => unpacked(entry),
    }));
    return { entries };
  } catch (error) {
    return { entries: [], fault: asDamage(error) };
  }
}
