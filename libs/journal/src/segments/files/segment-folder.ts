import { hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@regieboek/kernel';
import type { Segment } from '../../columns/encode/segment.js';
import { chainHash, headHash, readManifest, type FileEntry, type Manifest, type SegmentEntry } from './manifest.js';
import { segmentFiles, type SegmentFile } from './segment-files.js';

/** A segment file differs from the manifest: rebuild the segment from the log. */
export class SegmentDamaged extends Refusal {
  override readonly name = 'SegmentDamaged';
  constructor(
    readonly after: number,
    readonly place: string,
    readonly reason: string,
  ) {
    super('segment-damaged', 'internal', `${place} ${reason}: it is rebuilt from the log at the next use`);
  }
}

/** Points during writing at which tests end the process. */
export type CrashPoint = 'written' | 'synced' | 'renamed' | 'manifest-written' | 'done';

const MANIFEST = 'manifest.json';

/** Access to segments: only their owner, since they contain births and dates of care. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a file. Throws an Error that names the file: the error of a full disk does not. */
function writeSynced(path: string, bytes: Uint8Array, beforeSync?: () => void): void {
  try {
    const handle = openSync(path, 'w', FILE_MODE);
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
      beforeSync?.();
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be written (${reason}): free disk space, and repeat the request`, { cause: error });
  }
}

const entryOf = ({ bytes }: SegmentFile): FileEntry => ({ bytes: bytes.length, sha256: hash('sha256', bytes) });

/** Properties of a segment that the manifest needs besides its tables. */
export interface SegmentEnd {
  readonly lastId: string;
  readonly recordedTo: string;
}

/** How to read a file: target memory, and whether to compare the hash; by default new memory, with comparison. */
export interface ReadOptions {
  /** Shared memory of at least this many bytes. */
  readonly room?: (bytes: number) => Uint8Array<SharedArrayBuffer>;
  /** The hash was compared earlier in the same run: check only the length. */
  readonly isKnown?: boolean;
}

/** Segments of one region in a folder. Only one process may write at a time; readers need no lock. */
export class SegmentFolder {
  constructor(
    readonly folder: string,
    readonly region: string,
    private readonly reached: (point: CrashPoint) => void = () => undefined,
  ) {}

  /** The manifest up to the last segment with a valid hash chain; null when there is none of this version. */
  async manifest(): Promise<Manifest | null> {
    const text = await readFile(join(this.folder, MANIFEST), 'utf8').catch(() => '');
    return readManifest(text, this.region);
  }

  /**
   * Writes a segment and returns its entry; it is not read before a manifest names it. Removes a segment that could not
   * be written: it may have filled the disk.
   */
  async write(segment: Segment, words: readonly string[], end: SegmentEnd, manifest: Manifest): Promise<SegmentEntry> {
    const draft = join(this.folder, `draft-${segment.after}`);
    try {
      const unnamed = { ...(await this.#draft(draft, segment, words)), ...end };
      const content = chainHash(headHash(manifest), unnamed);
      const named = { ...unnamed, folder: `segment-${segment.after + 1}-${segment.upTo}-${content.slice(0, 12)}` };
      await rm(join(this.folder, named.folder), { recursive: true, force: true });
      await rename(draft, join(this.folder, named.folder));
      syncFolder(this.folder);
      this.reached('renamed');
      return { ...named, hash: chainHash(headHash(manifest), named) };
    } catch (error) {
      // Report the original error, not the failed clean-up.
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Writes the files of a segment; returns the part of its entry that follows from the segment. */
  async #draft(
    draft: string,
    segment: Segment,
    words: readonly string[],
  ): Promise<Omit<SegmentEntry, keyof SegmentEnd>> {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: FOLDER_MODE });
    const files: Record<string, FileEntry> = {};
    for (const file of segmentFiles(segment, words)) {
      writeSynced(join(draft, file.name), file.bytes, () => this.reached('written'));
      files[file.name] = entryOf(file);
    }
    syncFolder(draft);
    this.reached('synced');
    const tables = [segment.facts, segment.care, segment.assignments, segment.other, segment.evidence];
    const firsts = tables.flatMap(({ column }) => column.youth.find((youth) => youth >= 0) ?? []);
    const lasts = tables.flatMap(({ column }) => column.youth.at(-1) ?? []);
    return {
      after: segment.after,
      upTo: segment.upTo,
      folder: '',
      firstYouth: segment.firstYouth,
      youths: segment.youths.offsets.length - 1,
      leastYouth: Math.min(0x7fffffff, ...firsts),
      endYouth: Math.max(-1, ...lasts) + 1,
      files,
      hash: '',
    };
  }

  /** Replaces the manifest atomically, then removes files that it does not name. */
  async commit(manifest: Manifest): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: FOLDER_MODE });
    const draft = join(this.folder, `${MANIFEST}.draft`);
    writeSynced(draft, new TextEncoder().encode(JSON.stringify(manifest)));
    this.reached('manifest-written');
    await rename(draft, join(this.folder, MANIFEST));
    syncFolder(this.folder);
    this.reached('done');
    await this.#clean(manifest);
  }

  async #clean({ segments }: Manifest): Promise<void> {
    const named = new Set([MANIFEST, ...segments.map(({ folder }) => folder)]);
    for (const name of await readdir(this.folder))
      if (!named.has(name) && /^(segment-|draft-)/.test(name))
        await rm(join(this.folder, name), { recursive: true, force: true });
  }

  /** Result of `read` on an open file of the expected length. Throws SegmentDamaged, also when `read` returns null. */
  reading<Read>(entry: SegmentEntry, name: string, read: (handle: number) => Read | null): Read {
    const path = join(this.folder, entry.folder, name);
    const expected = entry.files[name];
    if (!expected) throw new SegmentDamaged(entry.after, path, 'is not in the manifest');
    const made = opened(path, (handle) => (fstatSync(handle).size === expected.bytes ? read(handle) : null));
    if (made === null) throw new SegmentDamaged(entry.after, path, 'is missing or has another length');
    return made;
  }

  /** Bytes of a file, in memory that workers can share. Throws SegmentDamaged when length or hash differ. */
  read(entry: SegmentEntry, name: string, reading: ReadOptions = {}): Uint8Array<SharedArrayBuffer> {
    const path = join(this.folder, entry.folder, name);
    const expected = entry.files[name] ?? { bytes: 0, sha256: '' };
    const { room = ownRoom } = reading;
    const bytes = this.reading(entry, name, (handle) => {
      const into = room(expected.bytes).subarray(0, expected.bytes);
      return readAt(handle, into, 0) ? into : null;
    });
    if (!reading.isKnown && hash('sha256', bytes) !== expected.sha256)
      throw new SegmentDamaged(entry.after, path, 'was changed');
    return bytes;
  }
}

const ownRoom = (bytes: number): Uint8Array<SharedArrayBuffer> => new Uint8Array(new SharedArrayBuffer(bytes));

/** Result of `read` on a file; null when the file does not exist. */
function opened<Read>(path: string, read: (handle: number) => Read | null): Read | null {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return read(handle);
  } finally {
    closeSync(handle);
  }
}

/** Fills `bytes` from a position in an open file; false when the file is too short. */
export function readAt(handle: number, bytes: Uint8Array, position: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(handle, bytes, done, bytes.length - done, position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}
