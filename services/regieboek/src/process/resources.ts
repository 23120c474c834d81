import { join, resolve } from 'node:path';
import { PostgresEventLog, type EventLog } from '@regieboek/eventing';
import {
  fixedToday,
  holdVault,
  identifyLedger,
  migrateLog,
  mustFitVersion,
  openApprovals,
  openAuditLog,
  openDatabase,
  openVault,
  productVersion,
  ProjectionRunner,
  SettingsFault,
  systemToday,
  type Cipher,
  type Database,
  type HeldVault,
  type KeySource,
  type Resources,
} from '@regieboek/platform';
import { mustBeLedger } from './require-ledger.js';
import type { Settings } from './settings.js';

/** Resources of a process, and how to release them. */
export interface OpenResources extends Resources {
  /** The data folder, as a whole path. */
  readonly dataDir: string;
  readonly database: Database;
  /** Folder where the embedded database really is; undefined for another one. */
  readonly place: string | undefined;
  readonly close: () => Promise<void>;
}

const CONNECTIONS_MAX = 20;

/** Source of the vault key of a process: its environment, or the file in its data folder. */
export const keySourceOf = ({ vaultKey, dataDir }: Settings): KeySource => ({
  given: vaultKey,
  file: join(resolve(dataDir), 'vault.key'),
});

/** Opens the vault first: with a wrong key nothing is read or written. */
async function vaultOf(database: Database, settings: Settings): Promise<{ cipher: Cipher; held: HeldVault }> {
  const held = await holdVault(database.url, 'shared');
  try {
    return { cipher: await openVault(database, keySourceOf(settings)), held };
  } catch (error) {
    await held.release();
    throw error;
  }
}

async function inEventStore(url: string, settings: Settings): Promise<EventLog> {
  const { eventStoreLog } = await import('./event-store-log.js');
  return eventStoreLog(url, settings);
}

/**
 * Opens the event log: EventStoreDB when the settings name one, otherwise in the database. Throws SettingsFault when
 * EventStoreDB holds regions and the database holds no vault: youths would get a second pseudonym.
 */
async function openLog(settings: Settings, database: Database, pool: Resources['pool']): Promise<EventLog> {
  const { eventLogUrl, eventLogPrefix } = settings;
  if (eventLogUrl === undefined) {
    await migrateLog(database);
    return new PostgresEventLog(pool);
  }
  const log = await inEventStore(eventLogUrl, settings);
  try {
    const { rows } = await pool.query<{ found: boolean }>(
      "SELECT to_regclass('platform.vault_key') IS NOT NULL AS found",
    );
    if (rows[0]?.found !== true && (await log.regions()).length > 0)
      throw new SettingsFault(
        `EVENT_LOG_URL names a log with regions (${eventLogPrefix}.region-…), but this database never contained their vault: choose the database of that log (DATABASE_URL or --data-dir), or another EVENT_LOG_PREFIX`,
      );
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Whether some decisions need a second person: as the settings say, otherwise where people log in. */
export const needsTwo = ({ fourEyes, logInFile }: Settings): boolean => fourEyes ?? logInFile !== undefined;

/** Whether EventStoreDB holds regions under the prefix of the settings; false when they name none. */
export async function hasRegionsElsewhere(settings: Settings): Promise<boolean> {
  const { eventLogUrl } = settings;
  if (eventLogUrl === undefined) return false;
  const log = await inEventStore(eventLogUrl, settings);
  try {
    return (await log.regions()).length > 0;
  } finally {
    await log.close();
  }
}

/** Opens database, event log and vault: embedded ones below the data folder unless the settings name others. */
export async function openResources(settings: Settings): Promise<OpenResources> {
  const dataDir = resolve(settings.dataDir);
  const { databaseUrl, ownerUrl, adopt, restoring = false } = settings;
  const database = await openDatabase({ databaseUrl, ownerUrl, dataDir, adopt, restoring, use: settings.use });
  try {
    if (settings.mustExist) await mustBeLedger(settings, database);
    if (database.version !== productVersion) await mustFitVersion(database.ownerUrl, settings.upgrade);
    if (databaseUrl !== undefined && !database.ledger) await identifyLedger(database.ownerUrl);
    const pool = database.pool(CONNECTIONS_MAX);
    const log = await openLog(settings, database, pool);
    const { cipher, held } = await vaultOf(database, settings).catch(async (error: unknown) => {
      // A log elsewhere keeps a connection, which would keep the process from ending.
      await log.close();
      throw error;
    });
    await ProjectionRunner.migrate(database);
    const audit = await openAuditLog(database);
    const approvals = await openApprovals(database);
    const today = settings.today === undefined ? systemToday : fixedToday(settings.today);
    const close = async () => {
      await log.close();
      await held.release();
      await audit.close();
      await approvals.close();
      await database.close();
    };
    return {
      log,
      pool,
      database,
      cipher,
      today,
      audit,
      approvals,
      fourEyes: needsTwo(settings),
      dataDir,
      place: database.place,
      close,
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
