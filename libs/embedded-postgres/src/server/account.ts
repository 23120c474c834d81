import { execFile, execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseFault } from '../database-fault.js';

const run = promisify(execFile);

/** The account PostgreSQL runs under: our own (not root), or the ids of an unprivileged user. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Time limit of a question about users and permissions; user directories may be remote. */
const LOOK_WITHIN_MS = 10_000;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Users to run under when we are root, best first; nothing is ever added to the system's users. */
const candidates = ['regieboek', 'postgres', 'nobody'];

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user], { timeout: LOOK_WITHIN_MS })).stdout)),
    );
    return uid && gid !== undefined ? { uid, gid } : undefined;
  } catch (error) {
    // "Too many open files" does not mean that the user is missing.
    if (error instanceof Error && 'code' in error && error.code === 'EMFILE') throw error;
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root. When root starts it, it runs as the owner of its data folder if that is not root, otherwise
 * as the first user that exists of `regieboek`, `postgres` and `nobody`. Throws when none exists.
 */
export async function accountFor(dataFolder: string): Promise<Account> {
  if (!isRoot()) return {};
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const user of candidates) {
    const ids = await idsOf(user);
    if (ids) return ids;
  }
  throw new DatabaseFault(
    `PostgreSQL cannot run as root, and none of the users ${candidates.join(', ')} exists: add a user regieboek, start as another user, or set DATABASE_URL.`,
  );
}

function succeeds(command: string, path: string, { uid, gid }: Account): boolean {
  try {
    execFileSync('/bin/sh', ['-c', command, path], { uid, gid, cwd: '/', stdio: 'ignore', timeout: LOOK_WITHIN_MS });
    return true;
  } catch {
    return false;
  }
}

/** True when the account can enter a folder, through all its parents. */
export const canEnter = (folder: string, account: Account): boolean =>
  account.uid === undefined || succeeds('cd "$0"', folder, account);

/** True when the account can read and execute a file. */
export const canExecute = (file: string, account: Account): boolean =>
  account.uid === undefined || succeeds('test -r "$0" && test -x "$0"', file, account);
