import { types } from 'node:util';
import { isRefusal } from '@regieboek/kernel';

const { isNativeError } = types;

/** Descriptions of common errors of the operating system; others describe themselves. */
const ofSystem: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: check the path',
  EACCES: 'may not be read or written: check its rights',
  EPERM: 'may not be read or written: check its rights',
  EROFS: 'is on a disk that may only be read: name a place elsewhere',
  ENAMETOOLONG: 'is too long a name: choose a shorter one',
  EEXIST: 'is there already and is no folder: name another',
  EISDIR: 'is a folder: name a file',
  ENOTDIR: 'is no folder: check the path',
  EMFILE: 'cannot be opened, as too many files are: raise the limit of open files (ulimit -n)',
  ENOSPC: 'cannot be written: the disk is full',
};

/** An error of the operating system: its message holds a call and a path or address, nothing that was read. */
const isOfSystem = (error: Error): error is Error & { readonly code: string } =>
  'syscall' in error && 'errno' in error && typeof error.errno === 'number' && 'code' in error;

/** Description of an error of the operating system, with path and remedy; undefined for another error. */
export function systemProblem(error: unknown): string | undefined {
  if (!isNativeError(error) || !isOfSystem(error)) return undefined;
  const remedy = ofSystem[error.code];
  return remedy ? `${'path' in error ? String(error.path) : 'a path'} ${remedy}` : error.message;
}

/** States of PostgreSQL that pass: connection lost, starting or stopping, all connections in use, out of time. */
const isDatabaseAway = (error: unknown): boolean =>
  isNativeError(error) &&
  (('code' in error && /^(08...|57P0.|57014|53300|53100)$/.test(String(error.code))) ||
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect/.test(error.message));

const DATABASE_AWAY =
  'the database does not answer: see that it runs and its disk is not full, and run the command again; what was recorded stays, and is recorded once';

/** Message of an error for people. For an unforeseen error only its kind and origin, never its message. */
export async function describeError(error: unknown): Promise<string> {
  if (isRefusal(error)) return error.message;
  const ofTheSystem = systemProblem(error);
  if (ofTheSystem !== undefined) return ofTheSystem;
  if (isDatabaseAway(error)) return DATABASE_AWAY;
  const { describeUnexpected } = await import('@regieboek/platform/unexpected');
  return describeUnexpected(error);
}
