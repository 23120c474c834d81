import type { BackupFolder } from './folder/backup-folder.js';
import { checkPart, contentOf } from './folder/part-reader.js';
import { BackupFault } from './format/backup-fault.js';
import { backupFaults } from './format/faults.js';
import { partsOf, type Chunk, type Manifest } from './format/manifest.js';
import { checkOrder, savedEvents } from './log/saved-events.js';

/** Options of a verification. */
export interface VerifyOptions {
  /** Also reads the content of every part: positions, digests and numbers of rows. */
  readonly deep?: boolean;
  /** Hears how many of the parts are verified. */
  readonly onPart?: (done: number, all: number) => void;
}

const LF = 0x0a;

async function checkRows(folder: BackupFolder, chunk: Chunk): Promise<void> {
  let rows = 0;
  for await (const bytes of contentOf(folder, chunk))
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) rows += 1;
  if (rows !== chunk.rows)
    throw new BackupFault(backupFaults.content(folder.partPath(chunk.file), `${rows} rows, not ${chunk.rows}`));
}

async function checkContent(folder: BackupFolder, { regions, tables }: Manifest): Promise<void> {
  for (const region of regions) for await (const _ of savedEvents(folder, region)) void _;
  for (const { chunks } of tables) for (const chunk of chunks) await checkRows(folder, chunk);
}

/**
 * Verifies the last complete backup in a folder without a database: the manifest, the size and checksum of every part, and that the
 * positions of every region follow each other. Throws BackupFault that names the part.
 */
export async function verifyBackup(folder: BackupFolder, options: VerifyOptions = {}): Promise<Manifest> {
  await folder.mustBeOurs();
  const manifest = await folder.complete();
  for (const region of manifest.regions) checkOrder(folder, region);
  const parts = partsOf(manifest);
  for (const [index, part] of parts.entries()) {
    await checkPart(folder, part);
    options.onPart?.(index + 1, parts.length);
  }
  if (options.deep) await checkContent(folder, manifest);
  return manifest;
}
