/** The event log in EventStoreDB; an entry of its own, so that only who uses it loads its client library. */
export { EventStoreDbEventLog } from './eventstoredb-event-log.js';
export type { EventStoreDbEventLogOptions } from './eventstoredb-event-log.js';
