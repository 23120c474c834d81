import { logTables, PostgresEventLog } from '@regieboek/eventing';
import { prepare, type Preparing } from './preparation.js';

/** Creates or updates the tables of the event log in a database, as its owner. */
export async function migrateLog(database: Preparing): Promise<void> {
  await prepare(database, { name: 'event log', witness: 'log.event', made: [logTables()] }, async () => {
    const log = new PostgresEventLog(database.ownerUrl);
    await log.migrate().finally(() => log.close());
  });
}
