import { resolve } from 'node:path';
import { BackupFolder, cutsFor, verifyBackup, type Cut, type Moment } from '@regieboek/backup';
import { fromDay, toDay } from '@regieboek/kernel';
import { keyForBackup } from '../../backup/key-of-backup.js';
import { restoreLedger } from '../../backup/restore-ledger.js';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import { restoredOf, type RestoreOptions } from './backup-commands.js';
import { backupTexts } from './texts.js';

/** Moment of the options: the end of a day in UTC, or positions of regions; undefined: everything. */
function momentOf({ recordedUntil, upTo }: RestoreOptions): Moment | undefined {
  if (recordedUntil !== undefined) return { before: `${fromDay(toDay(recordedUntil) + 1)}T00:00:00.000Z` };
  return upTo && { upTo: new Map(upTo.map(({ region, position }) => [region, position])) };
}

function printCuts(cuts: readonly Cut[], output: Output): void {
  const texts = backupTexts[output.language];
  for (const { region, upTo } of cuts) output.line(texts.cut(region, upTo));
  if (cuts.length > 0) output.line(texts.importAgain);
}

/** `regieboek restore`: verifies a backup, and restores it into an empty ledger. */
export async function restoreCommand(
  dir: string,
  settings: Settings,
  options: RestoreOptions,
  output: Output,
): Promise<void> {
  const { key: file, json } = options;
  const texts = backupTexts[output.language];
  const folder = new BackupFolder(resolve(dir));
  const manifest = await verifyBackup(folder, {
    onPart: (done, all) => output.progress(texts.verifying(done, all)),
  });
  const key = keyForBackup(settings, manifest, file);
  const moment = momentOf(options);
  const cuts = moment ? await cutsFor(folder, manifest, moment) : [];
  await restoreLedger(settings, {
    ...{ folder, manifest, cuts, key, keepsKey: file !== undefined },
    onPosition: (region, position) => output.progress(texts.restoring(region, position)),
  });
  output.progressDone();
  if (json) return output.json(restoredOf(manifest, cuts));
  printCuts(cuts, output);
  if (manifest.erased.length > 0) output.line(texts.erased(manifest.erased.length));
  output.line(texts.restored(settings.databaseUrl === undefined ? resolve(settings.dataDir) : texts.database));
}
