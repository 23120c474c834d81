import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { accountFor, canEnter } from './account.js';
import type { Account } from './account.js';
import { binariesFor } from './binaries.js';
import type { Cluster } from './data-cluster.js';
import { systemFolder } from '../system-folder.js';
import { DatabaseFault } from '../database-fault.js';

const run = promisify(execFile);

/** Name of the one database user, and of the database. */
export const DATABASE_NAME = 'regieboek';

/** Time limit of creating a data folder, on a slow disk. */
const INITDB_WITHIN_MS = 300_000;

const exists = async (path: string): Promise<boolean> => Boolean(await lstat(path).catch(() => undefined));

/**
 * `<dataDir>/postgres`. When the server's account cannot get there (root's own folder, say), that is a link to a folder it can reach.
 */
export async function locate(dataDir: string, account: Account): Promise<string> {
  const folder = join(dataDir, 'postgres');
  if (!(await exists(folder)) && !canEnter(dataDir, account)) {
    const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
    const place = join(await systemFolder(), 'clusters', name);
    await mkdir(join(place, '..'), { recursive: true, mode: 0o755 });
    await symlink(place, folder);
  }
  const target = await readlink(folder).catch(() => undefined);
  return target === undefined ? folder : resolve(dataDir, target);
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

/** Makes the data folder under another name and renames it when complete, so that a half-made one is never used. */
async function initialise(cluster: Cluster, password: string, flags: readonly string[]): Promise<void> {
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
    await run(binaries.initdb, [...options, ...fixed], { ...account, cwd: '/', env, timeout: INITDB_WITHIN_MS });
  } catch (cause) {
    throw new DatabaseFault(
      `PostgreSQL could not create its data folder ${folder}: see the cause; check disk space and permissions, or set DATABASE_URL.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, folder);
}

/** The cluster of a data folder, made when it is not there yet, and its password. `initdbFlags` are for tests. */
export async function openCluster(
  dataDir: string,
  initdbFlags: readonly string[] = [],
): Promise<{ cluster: Cluster; password: string }> {
  const account = await accountFor(join(dataDir, 'postgres'));
  const binaries = await binariesFor(account);
  const folder = await locate(dataDir, account);
  const cluster = { folder, account, binaries, log: join(dataDir, 'postgres.log') };
  const isNew = !(await exists(join(folder, 'PG_VERSION')));
  const password = await passwordIn(dataDir, isNew);
  if (isNew) await initialise(cluster, password, initdbFlags);
  return { cluster, password };
}
