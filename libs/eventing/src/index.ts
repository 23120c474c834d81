export * from './event-log.js';
export { eventId } from './event-id.js';
export { checkRegion, checkStream, regionOf, streamName, STREAM_NAME_LENGTH_MAX } from './names.js';
export { APPEND_BYTES_MAX } from './prepare-append.js';
export { MemoryEventLog, MemoryStore } from './memory-event-log.js';
export type { Clock } from './clock.js';
export { PostgresEventLog } from './postgres/postgres-event-log.js';
export type { PostgresEventLogOptions } from './postgres/postgres-event-log.js';
export type { RetryPolicy } from './postgres/transient.js';
