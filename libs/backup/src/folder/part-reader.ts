import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { lstat, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { BackupFault } from '../format/backup-fault.js';
import { backupFaults } from '../format/faults.js';
import type { Part } from '../format/manifest.js';
import type { BackupFolder } from './backup-folder.js';

const READ_BYTES = 1_048_576;

/** Throws BackupFault, naming the part, unless its file is there with the size of the manifest. */
export async function mustBeThere(folder: BackupFolder, { file, bytes }: Part): Promise<void> {
  const path = folder.partPath(file);
  const found = await lstat(path).catch(() => undefined);
  if (!found) throw new BackupFault(backupFaults.missing(path));
  if (!found.isFile()) throw new BackupFault(backupFaults.notPlain(path));
  if (found.size !== bytes) throw new BackupFault(backupFaults.damaged(path));
}

/** SHA-256 of a file, in hexadecimal digits. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const handle = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** Throws BackupFault, naming the part, unless its file is there with the size and checksum of the manifest. */
export async function checkPart(folder: BackupFolder, part: Part): Promise<void> {
  await mustBeThere(folder, part);
  const path = folder.partPath(part.file);
  if ((await sha256Of(path)) !== part.sha256) throw new BackupFault(backupFaults.damaged(path));
}

/** The content of a part, decompressed. Throws BackupFault, naming the part, when it cannot be read. */
export async function* contentOf(folder: BackupFolder, { file }: Pick<Part, 'file'>): AsyncGenerator<Buffer> {
  const path = folder.partPath(file);
  const source = createReadStream(path, { highWaterMark: READ_BYTES });
  const zstd = createZstdDecompress({ chunkSize: READ_BYTES });
  const done = pipeline(source, zstd);
  done.catch(() => undefined);
  try {
    for await (const chunk of zstd as AsyncIterable<Buffer>) yield chunk;
    await done;
  } catch (cause) {
    if (cause instanceof BackupFault) throw cause;
    throw new BackupFault(backupFaults.damaged(path), { cause });
  } finally {
    source.destroy();
  }
}
