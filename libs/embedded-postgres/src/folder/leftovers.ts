import { readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pidFile } from '../server/pid-file.js';
import { servesFolder } from '../server/process-identity.js';
import { clustersPath } from '../system-folder.js';
import { identityIn, isAlive } from './identity.js';

/** A database outside data folders, whose data folder is gone or unknown. */
export interface Leftover {
  readonly place: string;
  /** Data folder it belonged to; undefined when an earlier version made it, and it was not used since. */
  readonly folder: string | undefined;
}

/** Names of databases: identities, or those of an earlier version. */
const NAMES = /^[0-9a-f]{16}$|^[0-9a-f-]{36}$/;

async function isServed(place: string): Promise<boolean> {
  const server = await pidFile(place);
  return server !== undefined && (await servesFolder(server.pid, place));
}

async function leftoverAt(place: string): Promise<Leftover | undefined> {
  const owner = await identityIn(place).catch(() => undefined);
  if (await isServed(place)) return undefined;
  if (owner === undefined) return { place, folder: undefined };
  if (await isAlive(owner)) return undefined;
  const linked = await realpath(join(owner.folder, 'postgres')).catch(() => undefined);
  return linked === place ? undefined : { place, folder: owner.folder };
}

/** Databases in the system folder that no data folder uses, sorted by place. */
export async function findLeftovers(clusters = clustersPath()): Promise<readonly Leftover[]> {
  const folder = await realpath(clusters).catch(() => clusters);
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAMES.test(name)).toSorted();
  const found: Leftover[] = [];
  for (const name of names) {
    const leftover = await leftoverAt(join(folder, name));
    if (leftover) found.push(leftover);
  }
  return found;
}

/** Removes databases that no data folder uses; one that is used since it was found stays. */
export async function removeLeftovers(leftovers: readonly Leftover[]): Promise<readonly Leftover[]> {
  const removed: Leftover[] = [];
  for (const { place } of leftovers) {
    const still = await leftoverAt(place);
    if (!still) continue;
    await rm(place, { recursive: true, force: true });
    removed.push(still);
  }
  return removed;
}
