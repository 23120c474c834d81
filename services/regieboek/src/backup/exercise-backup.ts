import { randomUUID } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupFolder, Manifest } from '@regieboek/backup';
import { DatabaseFault, removeDataFolder } from '@regieboek/embedded-postgres';
import { CheckLedger, type CheckResult } from '@regieboek/platform';
import { withLedger } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { restoreLedger } from './restore-ledger.js';

/** A verified backup to restore on trial, the key that opens it, and who hears of the progress. */
export interface ToExercise {
  readonly folder: BackupFolder;
  readonly manifest: Manifest;
  readonly key: Buffer;
  /** Hears the position that is reached in a region. */
  readonly onPosition: (region: string, position: number) => void;
  /** Hears each result of a check. */
  readonly onResult: (result: CheckResult) => void;
}

const PREFIX = 'regieboek-exercise-';

/** True for a folder of this user: others may create links in a shared folder for temporary files. */
async function isOwnFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
}

/** Removes what exercises left that were killed; one that still runs keeps its folder, which it has locked. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const path = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !(await isOwnFolder(path))) continue;
    await removeDataFolder(path).catch((error: unknown) => {
      if (!(error instanceof DatabaseFault)) throw error;
    });
  }
}

/** Settings of a ledger of its own in a folder, in which the command is not recorded. */
const inFolder = (settings: Settings, dataDir: string, key: Buffer): Settings => ({
  ...{ ...settings, dataDir, vaultKey: key.toString('hex') },
  ...{ databaseUrl: undefined, ownerUrl: undefined, eventLogUrl: undefined, command: undefined },
});

/** Regions whose restored log differs from that of the backup. */
const differing = ({ regions }: Manifest, results: readonly CheckResult[]): readonly string[] =>
  regions
    .filter(
      ({ region, position, digest }) =>
        !results.some(
          (one) => one.check === 'log' && one.subject === region && one.count === position && one.mark === digest,
        ),
    )
    .map(({ region }) => region);

/**
 * Restores a backup into a new folder in the folder for temporary files (TMPDIR), runs all checks on it and removes it, with what earlier ones left. Results of
 * the checks, and regions whose log is not the one of the backup. Throws BackupFault and errors of the database as a restore does.
 */
export async function exerciseBackup(
  settings: Settings,
  { folder, manifest, key, onPosition, onResult }: ToExercise,
): Promise<{ readonly results: readonly CheckResult[]; readonly differing: readonly string[] }> {
  await removeLeftBehind();
  const dataDir = join(tmpdir(), `${PREFIX}${randomUUID()}`);
  const there = inFolder(settings, dataDir, key);
  const { erased } = manifest;
  try {
    await restoreLedger(there, { folder, manifest, cuts: [], erased, key, keepsKey: false, onPosition });
    const results = await withLedger(there, (regieboek) => regieboek.ask(new CheckLedger({ isDeep: true, onResult })));
    return { results, differing: differing(manifest, results) };
  } finally {
    await removeDataFolder(dataDir);
  }
}
