import { startTestDatabase } from '@regieboek/platform/testing';
import { eventLogConformance } from '../conformance/event-log.conformance.js';
import { PostgresEventLog } from '../src/index.js';

eventLogConformance('postgres', async () => {
  const database = await startTestDatabase();
  const opened: PostgresEventLog[] = [];
  const open = (options = {}): PostgresEventLog => {
    const log = new PostgresEventLog(database.url, options);
    opened.push(log);
    return log;
  };
  await open().migrate();
  return {
    open,
    stop: async () => {
      await Promise.all(opened.map((log) => log.close()));
      await database.stop();
    },
  };
});
