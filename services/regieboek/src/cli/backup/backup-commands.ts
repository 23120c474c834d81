import { resolve } from 'node:path';
import { BackupFolder, partsOf, verifyBackup, type Cut, type Manifest } from '@regieboek/backup';
import type { CalendarDate } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { table, type Output } from '../output.js';
import { backupTexts } from './texts.js';

/** Options of `backup create`. */
export interface BackupCommandOptions {
  readonly json?: boolean;
  /** Version of the program. */
  readonly version: string;
}

/** Options of `backup verify`. */
export interface VerifyBackupOptions {
  readonly deep?: boolean;
  readonly json?: boolean;
}

/** Options of `restore`. */
export interface RestoreOptions {
  readonly key?: string;
  /** Folder of a later backup, whose erased youths stay erased too. */
  readonly erased?: string;
  readonly recordedUntil?: CalendarDate;
  readonly upTo?: readonly PositionInRegion[];
  readonly json?: boolean;
}

/** Last position to restore of a region. */
export interface PositionInRegion {
  readonly region: string;
  readonly position: number;
}

const MEGABYTE = 1_000_000;

const inMegabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** Content of a backup, as JSON. */
const summaryOf = ({ ledger, version, completedAt, keys, regions, tables }: Manifest) => ({
  ...{ ledger, version, completedAt, key: keys.at(-1)?.id ?? null },
  regions: regions.map(({ region, position, digest }) => ({ region, position, digest })),
  tables: tables.map(({ table: name, rows }) => ({ table: name, rows })),
});

/** Restored content of a backup, as JSON. */
export const restoredOf = (
  manifest: Manifest,
  { cuts, erased }: { readonly cuts: readonly Cut[]; readonly erased: Manifest['erased'] },
) => ({
  ...summaryOf(manifest),
  cuts: cuts.map(({ region, upTo }) => ({ region, position: upTo })),
  erased: erased.map(({ region, youth }) => ({ region, youth })),
});

function regionLines({ regions }: Manifest, { language }: Output): string[] {
  const rows = regions.map(({ region, position, digest }) => [region, String(position), digest]);
  return rows.length === 0 ? [] : table(backupTexts[language].regionColumns, rows, [1]);
}

/** `regieboek backup`: adds what is new to the backup in a folder. */
export async function backupCommand(
  dir: string,
  settings: Settings,
  { json, version }: BackupCommandOptions,
  output: Output,
): Promise<void> {
  const texts = backupTexts[output.language];
  const { backUpLedger } = await import('../../backup/back-up-ledger.js');
  const onParts = (parts: number) => output.progress(texts.saving(parts));
  const { manifest, newParts, newBytes } = await backUpLedger(settings, dir, { version, onParts });
  output.progressDone();
  if (json) return output.json({ ...summaryOf(manifest), newParts, newBytes });
  for (const line of regionLines(manifest, output)) output.line(line);
  output.line(
    newParts === 0 ? texts.nothingNew(resolve(dir)) : texts.saved(newParts, inMegabytes(newBytes), resolve(dir)),
  );
  output.line(texts.keepKey(manifest.keys.at(-1)?.id ?? ''));
}

/** `regieboek backup verify`: verifies a backup without a database. */
export async function verifyBackupCommand(
  dir: string,
  { deep = false, json }: VerifyBackupOptions,
  output: Output,
): Promise<void> {
  const texts = backupTexts[output.language];
  const onPart = (done: number, all: number) => output.progress(texts.verifying(done, all));
  const manifest = await verifyBackup(new BackupFolder(resolve(dir)), { deep, onPart });
  output.progressDone();
  if (json) return output.json(summaryOf(manifest));
  for (const line of regionLines(manifest, output)) output.line(line);
  output.line(texts.verified(partsOf(manifest).length, manifest.completedAt ?? ''));
}
