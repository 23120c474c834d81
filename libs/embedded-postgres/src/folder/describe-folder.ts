import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { holderOf } from '../folder-lock.js';
import { DATABASE_NAME } from '../server/cluster.js';
import { pidFile } from '../server/pid-file.js';
import { servesFolder } from '../server/process-identity.js';
import { checkFolder, placeOf, stateOf } from './folder-state.js';

/** Location of the data of a data folder, and the process that uses it. */
export interface DescribedFolder {
  /** Real path of the data folder. */
  readonly folder: string;
  /** Folder where the database really is; null when there is none. */
  readonly database: string | null;
  /** Version of PostgreSQL that the database was made by, such as `18`. */
  readonly postgres: string | null;
  readonly id: string | null;
  /** Number of the Regieboek process that uses the folder. */
  readonly process: number | null;
}

const textOf = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(() => '')).trim();

/** True when the folder contains a ledger, or parts of one, which a start never replaces by a new ledger. */
export async function hasDatabase(dataDir: string): Promise<boolean> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (folder === undefined) return false;
  const { place, identity, hasKey } = await stateOf(folder);
  return place !== undefined || identity !== undefined || hasKey;
}

/** Real path of a data folder, and the place of its database, whatever state they are in. */
export async function placesOf(dataDir: string): Promise<Pick<DescribedFolder, 'folder' | 'database'>> {
  const folder = await realpath(dataDir);
  return { folder, database: (await placeOf(folder)) ?? null };
}

/** Describes a data folder without starting its database. Throws FolderFault when folder and database do not belong together. */
export async function describeFolder(
  dataDir: string,
  options: { readonly adopt?: boolean } = {},
): Promise<DescribedFolder> {
  const folder = await realpath(dataDir);
  const state = await stateOf(folder);
  await checkFolder(state, options);
  const { place, identity, owner } = state;
  return {
    folder,
    database: place ?? null,
    postgres: place === undefined ? null : (await textOf(join(place, 'PG_VERSION'))) || null,
    id: (identity ?? owner)?.id ?? null,
    process: (await holderOf(folder))?.pid ?? null,
  };
}

/**
 * Address of the database of a data folder while another process serves it, with its password: not for logs. Undefined when no
 * server runs on it.
 */
export async function servedAddress(dataDir: string): Promise<string | undefined> {
  const folder = await realpath(dataDir);
  const { place } = await stateOf(folder);
  const server = place === undefined ? undefined : await pidFile(place);
  if (place === undefined || server?.state !== 'ready' || !(await servesFolder(server.pid, place))) return undefined;
  const password = await textOf(join(folder, 'postgres-password'));
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${server.port}/${DATABASE_NAME}`;
}
