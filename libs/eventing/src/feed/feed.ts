/**
 * The port of feeds: how events reach consumers outside the process that recorded them.
 *
 * A topic holds the events of one context, partitioned by stream, so that the events of one stream stay in order. A record names
 * the position of the previous record of the same region in the same partition, so a consumer notices a missing record. A
 * consumer stores its own offset in the transaction of its own work; a feed only stores the records.
 */

/** Position of a record in the region, and that of the region's previous record in the partition (0: none). */
export interface FeedPlace {
  readonly region: string;
  readonly position: number;
  readonly previous: number;
}

/** A record to send to a partition: `key` is the stream, `value` a CloudEvent as JSON text. */
export interface OutgoingRecord {
  readonly partition: number;
  readonly key: string;
  readonly place: FeedPlace;
  readonly value: string;
}

/** A record returned by a feed; `place` is undefined when unreadable, `key` and `value` are empty when missing. */
export interface IncomingRecord {
  readonly offset: number;
  readonly key: string;
  readonly place: FeedPlace | undefined;
  readonly value: string;
}

/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Records of one partition in order, and the offset to continue at after them. */
export interface FeedBatch extends TopicPartition {
  readonly records: readonly IncomingRecord[];
  readonly next: number;
}

/** The first offset that a partition still has, and the offset of its next record. */
export interface FeedEnds {
  readonly first: number;
  readonly next: number;
}

/** A consumer: stores its offset and processes records. */
export interface FeedConsumer {
  /** Returns the offset to continue at; called whenever this consumer is assigned a partition, and again after `take` failed. */
  resume(partition: TopicPartition, ends: FeedEnds): Promise<number>;
  /**
   * Processes a batch, all or nothing. The same records may come again. When it throws, they come again after a pause; when
   * it throws FeedStopped, the partition is paused until the feed is opened again, and other partitions continue.
   */
  take(batch: FeedBatch): Promise<void>;
}

/** Topics and group of a subscription; consumers of one group share the partitions. */
export interface Subscription {
  readonly group: string;
  readonly topics: readonly string[];
}

/** Sends and consumes records. */
export interface Feed {
  /** Creates the topic if it does not exist, and returns its number of partitions; throws FeedUnavailable. */
  prepare(topic: string, partitions: number): Promise<number>;
  /** Appends records to their partitions, in order; when it resolves they will not be lost. Throws FeedUnavailable: they may be sent or not. */
  send(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /**
   * Passes records to the consumer until the signal aborts; a running batch ends first. Keeps retrying while the feed is down.
   */
  consume(subscription: Subscription, consumer: FeedConsumer, signal: AbortSignal): Promise<void>;
  /** Ends of every partition of a topic, by partition; throws FeedUnavailable. */
  ends(topic: string): Promise<readonly FeedEnds[]>;
  /** Closes the feed. End its consumers first, by their signal. */
  close(): Promise<void>;
}

/** The feed does not answer; the records may or may not have arrived. Sending them again is safe. */
export class FeedUnavailable extends Error {
  override readonly name = 'FeedUnavailable';
  constructor(what: string, cause: unknown, remedy = 'check that the broker is running and reachable') {
    super(`The feed does not respond (${what}) and is retried; ${remedy}.`, { cause });
  }
}

/** A consumer cannot continue in a partition without losing records or processing wrong ones. */
export class FeedStopped extends Error {
  override readonly name = 'FeedStopped';
  constructor(
    readonly at: TopicPartition,
    readonly reason: string,
  ) {
    super(`Partition ${at.partition} of ${at.topic} stops: ${reason}`);
  }
}
