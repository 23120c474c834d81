import { randomUUID } from 'node:crypto';
import { eventLogConformance } from '../conformance/event-log.conformance.js';
import { EventStoreDbEventLog } from '../src/eventstoredb/index.js';
import { Node } from './eventstoredb-double/node.ts';
import { Store } from './eventstoredb-double/store.ts';

/** A real server when one is named, whatever it holds already; the double otherwise. */
const server = process.env['EVENTSTOREDB_URL'];

eventLogConformance(server === undefined ? 'eventstoredb, against the double' : 'eventstoredb', async () => {
  const node = server === undefined ? await Node.start(new Store()) : undefined;
  const prefix = `test${randomUUID().slice(0, 8)}`;
  return {
    open: (options) => new EventStoreDbEventLog(server ?? node?.url ?? '', { prefix, ...options }),
    stop: async () => node?.stop(),
  };
});
