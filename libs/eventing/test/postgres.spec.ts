import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { sized } from '@regieboek/kernel/testing';
import { eventLogConformance, recording } from '../conformance/event-log.conformance.js';
import { following } from '../conformance/following.js';
import { largeLogs } from '../conformance/large-logs.js';
import { restarting } from '../conformance/restarting.js';
import { sharing } from '../conformance/sharing.js';
import { PostgresEventLog } from '../src/index.js';

eventLogConformance(
  'postgres',
  async () => {
    const database = await startTestDatabase();
    const first = new PostgresEventLog(database.url);
    await first.migrate();
    await first.close();
    return {
      open: (options) => new PostgresEventLog(database.url, options),
      address: { adapter: 'postgres', url: database.url },
      stop: () => database.stop(),
    };
  },
  [...recording, following, restarting, ...sized([], [sharing, largeLogs])],
);
