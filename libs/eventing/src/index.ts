export {
  AppendTooLarge,
  EventsRemoved,
  GapInLog,
  InvalidRequest,
  LogClosed,
  NothingRecorded,
  NotRestorable,
  UnknownOutcome,
  UnreadableEvent,
  WrongRevision,
} from './event-log.js';
export type {
  Appended,
  CaughtUp,
  DigestOptions,
  EncodedEvent,
  EventLog,
  EventSpan,
  ExpectedRevision,
  NewEvent,
  Recorded,
  RegionRange,
  SpanDigest,
} from './event-log.js';
export { eventId } from './event-id.js';
export { regionOf, streamName } from './names.js';
export { APPEND_BYTES_MAX } from './prepare-append.js';
export { digestsOf } from './digests/digests-of.js';
export { DIGEST_START, RunningDigest, runningDigest, spanChain, type DigestStart } from './digests/running-digest.js';
export { SPAN_EVENTS_MAX } from './digests/spans.js';
export { MemoryEventLog } from './memory-event-log.js';
export { MemoryStore } from './memory-store.js';
export { isoTime, type Clock } from './clock.js';
export { hasControl } from './restore/restored-events.js';
export { logTables, PostgresEventLog } from './postgres/postgres-event-log.js';
export type { PostgresEventLogOptions } from './postgres/postgres-event-log.js';
export { isTransient as isTransientInPostgres } from './postgres/transient.js';
export { FeedUnavailable, FeedStopped } from './feed/feed.js';
export type { FeedBatch, FeedConsumer, FeedEnds, IncomingRecord, OutgoingRecord, TopicPartition } from './feed/feed.js';
export { cloudEventOf, eventIn } from './feed/cloud-event.js';
export { partitionOf } from './feed/partition.js';
export { MemoryFeed } from './feed/memory-feed.js';
export { Relay } from './feed/relay.js';
export type { RelayState, RelayStore } from './feed/relay.js';
