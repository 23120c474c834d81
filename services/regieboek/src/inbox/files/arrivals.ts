import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { isMissing } from './missing.js';

/** A file in a folder of the inbox, as it was when it was looked at. */
export interface Arrival {
  readonly name: string;
  readonly path: string;
  /** Size, times and number of the file: another signature is another file, or another content. */
  readonly signature: string;
  /** False for a link, a device or a pipe. */
  readonly isPlain: boolean;
}

/** A file that arrived whole, as far as can be seen. */
export interface WholeArrival extends Arrival {
  /** Milliseconds since its last change, or since it was first seen. */
  readonly quietMs: number;
}

/** Names of files that a program is still writing, by convention. */
const UNFINISHED = /^[.~]|\.(part|partial|tmp|temp|filepart|crdownload|swp)$/i;

/** An empty file is about to be filled, until it has been empty for this many times the quiet time. */
const EMPTY_FACTOR = 20;

/** Stands for bytes of a name that are not UTF-8. */
const REPLACED = '\uFFFD';

const LOOKED_AT_ONCE = 16;

/** A file as it is now; undefined when it is not there any more. */
export async function lookAt(
  folder: string,
  name: string,
): Promise<(Arrival & { readonly bytes: number }) | undefined> {
  const path = join(folder, name);
  try {
    const found = await lstat(path);
    const { size: bytes, mtimeMs, ctimeMs, ino } = found;
    return { name, path, bytes, signature: `${bytes}/${mtimeMs}/${ctimeMs}/${ino}`, isPlain: found.isFile() };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Files that arrive together are imported together: a later one of them may come first in the order of the standard. */
const TOGETHER_MS = 60_000;

/** Signature of a file, and the time since which it has it. */
interface Look {
  readonly signature: string;
  readonly since: number;
}

/**
 * Finds the files of a folder that arrived whole: unchanged for a quiet time. Notifications and the times of a file are not used,
 * because network folders do not give them reliably.
 */
export class Arrivals {
  private looks: ReadonlyMap<string, Look> = new Map();
  private foreignNames = 0;

  constructor(
    private readonly folder: string,
    private readonly quietMs: number,
  ) {}

  /**
   * Files that have not changed for the quiet time, of those that are due, in order of name. None while others are still arriving, for
   * at most a minute. Throws the error of the file system for the folder.
   */
  async whole(isDue: (arrival: Arrival) => boolean): Promise<WholeArrival[]> {
    const now = performance.now();
    const entries = await readdir(this.folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && !UNFINISHED.test(entry.name))
      .map(({ name }) => name)
      .sort();
    const found = await pMap(names, (name) => lookAt(this.folder, name), { concurrency: LOOKED_AT_ONCE });
    this.foreignNames = names.filter((name, at) => name.includes(REPLACED) && !found[at]).length;
    const looks = new Map<string, Look>();
    const whole: WholeArrival[] = [];
    let [firstSince, isArriving] = [now, false];
    for (const arrival of found) {
      if (!arrival) continue;
      const { bytes, ...own } = arrival;
      const since = this.since(own, now);
      looks.set(own.name, { signature: own.signature, since });
      const isWhole = now - since >= this.quietMs * (bytes === 0 ? EMPTY_FACTOR : 1);
      isArriving ||= !isWhole && bytes > 0;
      if (!isWhole || !isDue(own)) continue;
      whole.push({ ...own, quietMs: now - since });
      firstSince = Math.min(firstSince, since);
    }
    this.looks = looks;
    return isArriving && now - firstSince < this.quietMs + TOGETHER_MS ? [] : whole;
  }

  /** Number of files that cannot be opened, because their names are not UTF-8. */
  get unreadableNames(): number {
    return this.foreignNames;
  }

  private since({ name, signature }: Arrival, now: number): number {
    const before = this.looks.get(name);
    return before?.signature === signature ? before.since : now;
  }
}
