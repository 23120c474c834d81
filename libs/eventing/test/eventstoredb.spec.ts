import { randomUUID } from 'node:crypto';
import { sized } from '@regieboek/kernel/testing';
import { eventLogConformance, recording } from '../conformance/event-log.conformance.js';
import { following } from '../conformance/following.js';
import { largeLogs } from '../conformance/large-logs.js';
import { restarting } from '../conformance/restarting.js';
import { sharing } from '../conformance/sharing.js';
import { EventStoreDbEventLog } from '../src/eventstoredb/index.js';
import { Node } from './eventstoredb-double/node.ts';
import { Store } from './eventstoredb-double/store.ts';

/** The real server if the variable names one, whatever it already contains; otherwise the double. */
const server = process.env['EVENTSTOREDB_URL'];

eventLogConformance(
  server === undefined ? 'eventstoredb, against the double' : 'eventstoredb',
  async () => {
    const node = server === undefined ? await Node.start(new Store()) : undefined;
    const prefix = `test${randomUUID().slice(0, 8)}`;
    const url = server ?? node?.url ?? '';
    return {
      open: (options) => new EventStoreDbEventLog(url, { prefix, ...options }),
      address: { adapter: 'eventstoredb', url, prefix },
      setRequestMs: (milliseconds) => {
        if (node) node.requestMs = milliseconds;
      },
      stop: async () => node?.stop(),
    };
  },
  // A log of 100,000 events, and processes that share a region, are for a long run; all other guarantees are tested in both.
  [...recording, following, restarting, ...sized([], [sharing, largeLogs])],
);
