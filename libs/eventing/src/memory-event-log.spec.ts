import { sized } from '@regieboek/kernel/testing';
import { eventLogConformance, recording } from '../conformance/event-log.conformance.js';
import { following } from '../conformance/following.js';
import { largeLogs } from '../conformance/large-logs.js';
import { restarting } from '../conformance/restarting.js';
import { sharing } from '../conformance/sharing.js';
import { MemoryEventLog } from './memory-event-log.js';
import { MemoryStore } from './memory-store.js';

eventLogConformance(
  'memory',
  async () => {
    const store = new MemoryStore();
    return { open: ({ now } = {}) => new MemoryEventLog({ store, ...(now && { now }) }), stop: async () => undefined };
  },
  [...recording, following, restarting, sharing, ...sized([], [largeLogs])],
);
