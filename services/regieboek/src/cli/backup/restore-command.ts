import { resolve } from 'node:path';
import {
  BackupFault,
  backupFaults,
  BackupFolder,
  cutsFor,
  verifyBackup,
  type Cut,
  type Manifest,
  type Moment,
} from '@regieboek/backup';
import { endOfDutchDay } from '@regieboek/journal';
import { toDay } from '@regieboek/kernel';
import { keyForBackup } from '../../backup/key-of-backup.js';
import { restoreLedger } from '../../backup/restore-ledger.js';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import { restoredOf, type RestoreOptions } from './backup-commands.js';
import { backupTexts } from './texts.js';

/** Moment of the options: the end of a day in the Netherlands, or positions of regions; undefined: everything. */
function momentOf({ recordedUntil, upTo }: RestoreOptions): Moment | undefined {
  if (recordedUntil !== undefined) return { before: endOfDutchDay(toDay(recordedUntil)) };
  return upTo && { upTo: new Map(upTo.map(({ region, position }) => [region, position])) };
}

/** Youths erased before the backup, or before a later one of the same ledger. */
async function erasedIn(manifest: Manifest, later: string | undefined): Promise<Manifest['erased']> {
  if (later === undefined) return manifest.erased;
  const folder = new BackupFolder(resolve(later));
  const { ledger, erased } = await folder.complete();
  if (ledger !== manifest.ledger) throw new BackupFault(backupFaults.otherLedger(folder.path));
  return [...manifest.erased, ...erased];
}

/** Prints how many youths were erased, each counted once. */
function printErased(erased: Manifest['erased'], output: Output): void {
  const { size } = new Set(erased.map(({ region, youth }) => `${region}/${youth}`));
  if (size > 0) output.line(backupTexts[output.language].erased(size));
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
  const erased = await erasedIn(manifest, options.erased);
  const moment = momentOf(options);
  const cuts = moment ? await cutsFor(folder, manifest, moment) : [];
  await restoreLedger(settings, {
    ...{ folder, manifest, cuts, erased, key, keepsKey: file !== undefined },
    onPosition: (region, position) => output.progress(texts.restoring(region, position)),
  });
  output.progressDone();
  if (json) return output.json(restoredOf(manifest, { cuts, erased }));
  printCuts(cuts, output);
  printErased(erased, output);
  output.line(texts.restored(settings.databaseUrl === undefined ? resolve(settings.dataDir) : texts.database));
}
