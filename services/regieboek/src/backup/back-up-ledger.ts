import { resolve } from 'node:path';
import { backUp, BackupFolder, type BackupResult } from '@regieboek/backup';
import { lockFolder } from '@regieboek/embedded-postgres';
import { PostgresEventLog, type EventLog } from '@regieboek/eventing';
import {
  askOnce,
  holdVault,
  identifyLedger,
  lineageIn,
  openDatabase,
  overAllRegions,
  recordBackup,
  type Database,
} from '@regieboek/platform';
import { auditedOn } from '../process/command-audit.js';
import { mustHaveLedger } from '../process/require-ledger.js';
import type { Settings } from '../process/settings.js';

/** Connections for reading the log: one that copies, and one for questions. */
const CONNECTIONS_MAX = 4;

/** The log of a database or of EventStoreDB, as the owner of its tables. */
export async function ownersLog(settings: Settings, database: Database): Promise<EventLog> {
  const { eventLogUrl } = settings;
  if (eventLogUrl === undefined) return new PostgresEventLog(database.ownerPool(CONNECTIONS_MAX));
  const { eventStoreLog } = await import('../process/event-store-log.js');
  return eventStoreLog(eventLogUrl, settings);
}

/** Version to record, and a listener for the progress. */
export interface BackupWatch {
  /** Version of Regieboek. */
  readonly version: string;
  /** Hears the number of finished parts. */
  readonly onParts: (parts: number) => void;
}

async function intoFolder(
  settings: Settings,
  database: Database,
  folder: BackupFolder,
  { version, onParts }: BackupWatch,
): Promise<BackupResult> {
  const { ownerUrl } = database;
  const log = await ownersLog(settings, database);
  try {
    const ledger = (await lineageIn(ownerUrl)) ?? '';
    const source = { ownerUrl, log, isLogElsewhere: settings.eventLogUrl !== undefined, ledger, version };
    let parts = 0;
    const result = await backUp(source, folder, { onPart: () => onParts((parts += 1)) });
    await askOnce(ownerUrl, recordBackup);
    return result;
  } finally {
    await log.close();
  }
}

/**
 * Backs the ledger of the settings up into a folder, also while another process serves it. Throws NoLedger where there is none, and
 * VaultKeyFault while keys are rotated.
 */
export async function backUpLedger(settings: Settings, dir: string, watch: BackupWatch): Promise<BackupResult> {
  await mustHaveLedger(settings);
  const { databaseUrl, ownerUrl, dataDir, command } = settings;
  const folder = new BackupFolder(resolve(dir));
  await folder.prepare();
  const lock = await lockFolder(folder.path);
  try {
    const database = await openDatabase({ databaseUrl, ownerUrl, dataDir: resolve(dataDir) });
    try {
      if (databaseUrl !== undefined) await identifyLedger(database.ownerUrl);
      const held = await holdVault(database.ownerUrl, 'shared');
      const work = () => overAllRegions(() => intoFolder(settings, database, folder, watch));
      return await auditedOn(database, command, work).finally(() => held.release());
    } finally {
      await database.close();
    }
  } finally {
    await lock.release();
  }
}
