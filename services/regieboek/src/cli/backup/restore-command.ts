import { resolve } from 'node:path';
import { BackupFolder, verifyBackup } from '@regieboek/backup';
import { keyForBackup } from '../../backup/key-of-backup.js';
import { restoreLedger } from '../../backup/restore-ledger.js';
import type { Settings } from '../../process/settings.js';
import type { Output } from '../output.js';
import { summaryOf, type RestoreOptions } from './backup-commands.js';
import { backupTexts } from './texts.js';

/** `regieboek restore`: verifies a backup, and restores it into an empty ledger. */
export async function restoreCommand(
  dir: string,
  settings: Settings,
  { key: file, json }: RestoreOptions,
  output: Output,
): Promise<void> {
  const texts = backupTexts[output.language];
  const folder = new BackupFolder(resolve(dir));
  const manifest = await verifyBackup(folder, {
    onPart: (done, all) => output.progress(texts.verifying(done, all)),
  });
  const key = keyForBackup(settings, manifest, file);
  await restoreLedger(settings, {
    ...{ folder, manifest, key, keepsKey: file !== undefined },
    onPosition: (region, position) => output.progress(texts.restoring(region, position)),
  });
  output.progressDone();
  if (json) return output.json(summaryOf(manifest));
  if (manifest.erased.length > 0) output.line(texts.erased(manifest.erased.length));
  output.line(texts.restored(settings.databaseUrl === undefined ? resolve(settings.dataDir) : texts.database));
}
