import { execFile, execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseFault } from './database-fault.js';

const run = promisify(execFile);

/** The account PostgreSQL runs under: none of its own (we are no root), or the numbers of an unprivileged user. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Users to run under when we are root, best first; nothing is ever added to the system's users. */
const candidates = ['regieboek', 'postgres', 'nobody'];

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)),
    );
    return uid && gid !== undefined ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root: a server started by root runs as the owner of its data folder when it has one, else as the user
 * `regieboek`, `postgres` or `nobody`, the first that exists. Throws when none does.
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
    `PostgreSQL does not run as root and none of the users ${candidates.join(', ')} exists: add a user regieboek, start as another user, or set DATABASE_URL.`,
  );
}

function succeeds(command: string, path: string, { uid, gid }: Account): boolean {
  try {
    execFileSync('/bin/sh', ['-c', command, path], { uid, gid, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether the account may go into a folder, through all folders above it. */
export const canEnter = (folder: string, account: Account): boolean =>
  account.uid === undefined || succeeds('cd "$0"', folder, account);

/** Whether the account may read and execute a file. */
export const canExecute = (file: string, account: Account): boolean =>
  account.uid === undefined || succeeds('test -r "$0" && test -x "$0"', file, account);
