import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import { constants, createZstdCompress } from 'node:zlib';
import type { Part } from '../format/manifest.js';
import { writing, type BackupFolder } from './backup-folder.js';

/** Level 3 compresses events about eightfold at some 300 MB/s; higher levels take longer than reading the log. */
const LEVEL = 3;

const FILE_MODE = 0o600;

/** Bytes that are compressed before they are written: with smaller pieces, handing them over takes as long as compressing. */
const PIECE_BYTES = 262_144;

const compressor = () =>
  createZstdCompress({
    chunkSize: PIECE_BYTES,
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
  });

/** A part being written. Compression runs in threads of Node; a write waits when these are behind. */
export class PartWriter {
  readonly #zstd = compressor();
  readonly #hash = createHash('sha256');
  readonly #stored: Promise<void>;
  #bytes = 0;

  private constructor(
    private readonly folder: BackupFolder,
    readonly file: string,
    private readonly handle: FileHandle,
  ) {
    this.#stored = this.#store();
    // Awaited at the end; until then an error only stops the writes.
    this.#stored.catch(() => this.#zstd.destroy());
  }

  /** Begins a part. A file that a killed run left under the same name is replaced. */
  static async open(folder: BackupFolder, file: string): Promise<PartWriter> {
    const path = folder.unfinished(file);
    const handle = await writing(path, async () => {
      await rm(path, { force: true });
      return open(path, 'wx', FILE_MODE);
    });
    await handle.chmod(FILE_MODE);
    return new PartWriter(folder, file, handle);
  }

  async #store(): Promise<void> {
    for await (const chunk of this.#zstd as AsyncIterable<Buffer>) {
      this.#hash.update(chunk);
      this.#bytes += chunk.length;
      await this.handle.writeFile(chunk);
    }
  }

  /** Adds bytes, which must not change afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#zstd.destroyed) await this.#ended();
    if (!this.#zstd.write(bytes)) await Promise.race([once(this.#zstd, 'drain'), this.#stored]);
  }

  #ended(): Promise<void> {
    return writing(this.folder.partPath(this.file), () => this.#stored);
  }

  /** Completes the part: flushed, and under its own name. */
  async end(): Promise<Part> {
    this.#zstd.end();
    try {
      await this.#ended();
      await writing(this.folder.partPath(this.file), () => this.handle.sync());
    } finally {
      await this.handle.close();
    }
    await this.folder.commitPart(this.file);
    return { file: this.file, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Gives the part up, after an error. */
  async abandon(): Promise<void> {
    this.#zstd.destroy();
    await this.#stored.catch(() => undefined);
    await this.handle.close().catch(() => undefined);
    await rm(this.folder.unfinished(this.file), { force: true }).catch(() => undefined);
  }
}
