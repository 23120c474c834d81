import { eventLogConformance } from '../conformance/event-log.conformance.js';
import { MemoryEventLog, MemoryStore } from './memory-event-log.js';

eventLogConformance('memory', async () => {
  const store = new MemoryStore();
  return { open: ({ now } = {}) => new MemoryEventLog({ store, ...(now && { now }) }), stop: async () => undefined };
});
