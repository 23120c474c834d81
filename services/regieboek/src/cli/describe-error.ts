import { types } from 'node:util';

const { isNativeError } = types;

/**
 * Errors that are foreseen: their messages are sentences of our own with place and remedy, and hold nothing about a
 * child. By name, so that the command line need not load what throws them.
 */
const foreseen: ReadonlySet<string> = new Set([
  'AheadOfLog',
  'AppendTooLarge',
  'CheckpointAhead',
  'CommandRefused',
  'DatabaseFault',
  'FaultyJson',
  'FaultyPayment',
  'FeedBehind',
  'GapInJournal',
  'GapInLog',
  'IdentitiesAway',
  'NotConserved',
  'MonthsRefused',
  'NothingKnown',
  'PeriodRefused',
  'OtherLog',
  'PortTaken',
  'SegmentDamaged',
  'SettingsFault',
  'Unbalanced',
  'UnknownEvent',
  'UnknownMunicipality',
  'UnknownOutcome',
  'UnknownRuleSet',
  'VaultKeyFault',
  'WrongRevision',
]);

/** What to say of errors of the operating system that people meet; others say it themselves. */
const ofSystem: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: check the path',
  EACCES: 'may not be read or written: check its rights',
  EPERM: 'may not be read or written: check its rights',
  EROFS: 'is on a disk that may only be read: name a place elsewhere',
  ENAMETOOLONG: 'is too long a name: choose a shorter one',
  EEXIST: 'is there already and is no folder: name another',
  EISDIR: 'is a folder: name a file',
  ENOTDIR: 'is no folder: check the path',
  ENOSPC: 'cannot be written: the disk is full',
};

/** An error of the operating system: its message holds a call and a path or address, nothing that was read. */
const isOfSystem = (error: Error): error is Error & { readonly code: string } =>
  'syscall' in error && 'errno' in error && typeof error.errno === 'number' && 'code' in error;

/** What to say of an error of the operating system, with its path and remedy; undefined when it is another error. */
export function systemProblem(error: unknown): string | undefined {
  if (!isNativeError(error) || !isOfSystem(error)) return undefined;
  const remedy = ofSystem[error.code];
  return remedy ? `${'path' in error ? String(error.path) : 'a path'} ${remedy}` : error.message;
}

/** Message of an error for people. Of an error that nobody foresaw its kind and where it came from, never its message. */
export async function describeError(error: unknown): Promise<string> {
  if (isNativeError(error) && foreseen.has(error.name)) return error.message;
  const ofTheSystem = systemProblem(error);
  if (ofTheSystem !== undefined) return ofTheSystem;
  const { describeUnexpected } = await import('@regieboek/platform/unexpected');
  return describeUnexpected(error);
}
