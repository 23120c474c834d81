import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accountFor, canEnter } from './account.js';
import type { Account } from './account.js';
import { binariesFor } from './binaries.js';
import type { Cluster } from './data-cluster.js';
import { clustersPath } from '../system-folder.js';
import { DatabaseFault } from '../database-fault.js';
import { START_REPORTED_AFTER_MS, whileReported } from '../reported-wait.js';
import { placeOf, type FolderState } from '../folder/folder-state.js';
import { keepIdentity, newIdentity, type FolderIdentity } from '../folder/identity.js';

const run = promisify(execFile);

/** Name of the one database user, and of the database. */
export const DATABASE_NAME = 'regieboek';

/** Time limit of creating a data folder, on a slow disk. */
const INITDB_WITHIN_MS = 300_000;

/**
 * Place of the database of a data folder: `<dataDir>/postgres`. When the server's account cannot get there (root's own folder, say),
 * that is a link to a folder of its own, by the given name, that the account can reach.
 */
export async function locate(dataDir: string, account: Account, name: string): Promise<string> {
  const found = await placeOf(dataDir);
  if (found !== undefined) return found;
  const folder = join(dataDir, 'postgres');
  if (canEnter(dataDir, account)) return folder;
  const place = join(clustersPath(), name);
  await mkdir(clustersPath(), { recursive: true, mode: 0o755 });
  await symlink(place, folder);
  return place;
}

async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** The password of the database user, kept in a file only its owner reads; made at the first start. */
async function passwordIn(dataDir: string, isNew: boolean): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  if (!isNew)
    throw new DatabaseFault(
      `The file ${file} with the password of the database in ${dataDir} is missing: restore it from a backup.`,
    );
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/** Options for creating a cluster: its password, and flags of initdb. */
interface Making {
  readonly password: string;
  readonly flags: readonly string[];
}

/** Makes the data folder under another name and renames it when complete, so that a half-made one is never used. */
async function initialise(cluster: Cluster, identity: FolderIdentity, { password, flags }: Making): Promise<void> {
  const { folder, account, binaries } = cluster;
  const [unfinished, passwordFile] = [`${folder}.new`, `${folder}.password`];
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await give(unfinished, account);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await give(passwordFile, account);
  const options = [`--pgdata=${unfinished}`, `--username=${DATABASE_NAME}`, `--pwfile=${passwordFile}`];
  const fixed = ['--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', '--no-instructions', ...flags];
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const making = run(binaries.initdb, [...options, ...fixed], {
      ...account,
      cwd: '/',
      env,
      timeout: INITDB_WITHIN_MS,
    });
    const seconds = INITDB_WITHIN_MS / 1_000;
    const waiting = {
      en: `PostgreSQL creates ${folder}; waiting for it, at most ${seconds} s`,
      nl: `PostgreSQL maakt ${folder}; dit wacht er hoogstens ${seconds} s op`,
    };
    await whileReported(waiting, making, { afterMs: START_REPORTED_AFTER_MS });
  } catch (cause) {
    throw new DatabaseFault(
      `PostgreSQL could not create its data folder ${folder}: see the cause; check disk space and permissions, or set DATABASE_URL.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await keepIdentity(unfinished, identity);
  await rename(unfinished, folder);
}

/** Cluster of a data folder, its password, and the identity of both. */
interface OpenedCluster {
  readonly cluster: Cluster;
  readonly password: string;
  readonly identity: FolderIdentity;
}

/** Keeps the identity in the data folder and with its database, where it is not there yet: the database first. */
async function keepBoth({ folder, identity, owner }: FolderState, of: FolderIdentity, place: string): Promise<void> {
  const isKept = (kept: FolderIdentity | undefined) => kept?.id === of.id && kept.folder === of.folder;
  if (!isKept(owner)) await keepIdentity(place, of);
  if (!isKept(identity)) await keepIdentity(folder, of);
}

/** The cluster of a data folder whose state was checked; made when it is not there yet. `initdbFlags` are for tests. */
export async function openCluster(state: FolderState, initdbFlags: readonly string[] = []): Promise<OpenedCluster> {
  const dataDir = state.folder;
  const account = await accountFor(join(dataDir, 'postgres'));
  const binaries = await binariesFor(account);
  const { id } = state.owner ?? state.identity ?? newIdentity(dataDir);
  const identity = { id, folder: dataDir };
  const cluster = { folder: await locate(dataDir, account, id), account, binaries, log: join(dataDir, 'postgres.log') };
  const password = await passwordIn(dataDir, !state.hasDatabase);
  if (!state.hasDatabase) await initialise(cluster, identity, { password, flags: initdbFlags });
  await keepBoth(state, identity, cluster.folder);
  return { cluster, password, identity };
}
