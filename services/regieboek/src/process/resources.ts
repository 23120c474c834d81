import { join, resolve } from 'node:path';
import { PostgresEventLog } from '@regieboek/eventing';
import {
  cipherWith,
  fixedToday,
  openDatabase,
  ProjectionRunner,
  systemToday,
  vaultKey,
  type Resources,
} from '@regieboek/platform';
import type { Settings } from './settings.js';

/** Resources of a process with the way to let go of them. */
export interface OpenResources extends Resources {
  /** The data folder, as a whole path. */
  readonly dataDir: string;
  readonly close: () => Promise<void>;
}

const CONNECTIONS_MAX = 20;

/** Opens database, event log and vault: embedded ones below the data folder unless the settings name others. */
export async function openResources(settings: Settings): Promise<OpenResources> {
  const dataDir = resolve(settings.dataDir);
  const database = await openDatabase({ databaseUrl: settings.databaseUrl, dataDir });
  try {
    const cipher = cipherWith(vaultKey(settings.vaultKey, join(dataDir, 'vault.key')));
    const pool = database.pool(CONNECTIONS_MAX);
    const log = new PostgresEventLog(pool);
    await log.migrate();
    await ProjectionRunner.migrate(database.url);
    const today = settings.today === undefined ? systemToday : fixedToday(settings.today);
    const close = async () => {
      await log.close();
      await database.close();
    };
    return { log, pool, databaseUrl: database.url, cipher, today, dataDir, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
