import { PostgresEventLog } from '@regieboek/eventing';
import type { Database } from './open-database.js';

/** Creates or updates the tables of the event log in a database, as its owner. */
export async function migrateLog({ ownerUrl }: Pick<Database, 'ownerUrl'>): Promise<void> {
  const log = new PostgresEventLog(ownerUrl);
  try {
    await log.migrate();
  } finally {
    await log.close();
  }
}
