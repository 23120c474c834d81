import { startTestDatabase } from '@regieboek/platform/testing';
import { eventLogConformance } from '../conformance/event-log.conformance.js';
import { PostgresEventLog } from '../src/index.js';

eventLogConformance('postgres', async () => {
  const database = await startTestDatabase();
  const first = new PostgresEventLog(database.url);
  await first.migrate();
  await first.close();
  return { open: (options) => new PostgresEventLog(database.url, options), stop: () => database.stop() };
});
