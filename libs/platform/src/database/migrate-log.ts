import { logTables, PostgresEventLog } from '@regieboek/eventing';
import { askOnce } from './ask-once.js';
import { isPrepared, recordStep, type Preparing } from './preparation.js';

/** Creates or updates the tables of the event log in a database, as its owner. */
export async function migrateLog(database: Preparing): Promise<void> {
  const step = { name: 'event log', made: [logTables()] };
  if (isPrepared(database, step)) return;
  const log = new PostgresEventLog(database.ownerUrl);
  try {
    await log.migrate();
  } finally {
    await log.close();
  }
  await askOnce(database.ownerUrl, (client) => recordStep(client, database, step));
}
