/** The event log in EventStoreDB; a separate entry point, so that the client library is loaded only when used. */
export { EventStoreDbEventLog } from './eventstoredb-event-log.js';
export type { EventStoreDbEventLogOptions } from './eventstoredb-event-log.js';
