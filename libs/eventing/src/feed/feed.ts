/**
 * The port of feeds: how events reach consumers outside the process that recorded them.
 *
 * A topic holds the events of one context, partitioned by stream, so that the events of one stream stay in order. A record names
 * the position of the previous record of the same region in the same partition, so a consumer notices a missing record. A
 * consumer stores its own offset in the transaction of its own work; a feed only remembers what was sent.
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

/** A record as a feed gives it; `place` is undefined when it cannot be read, `key` and `value` are empty when there are none. */
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

/** Records of one partition in order, and the offset to go on at after them. */
export interface FeedBatch extends TopicPartition {
  readonly records: readonly IncomingRecord[];
  readonly next: number;
}

/** The first offset a partition still has, and the one its next record will get. */
export interface FeedEnds {
  readonly first: number;
  readonly next: number;
}

/** A consumer: stores its offset and processes records. */
export interface FeedConsumer {
  /** Offset to go on at; asked whenever a partition is given to this consumer, and again after `take` failed. */
  resume(partition: TopicPartition, ends: FeedEnds): Promise<number>;
  /**
   * Takes in a batch, all or nothing. The same records may come again. When it throws they come again after a while; when it
   * throws FeedStopped the partition rests until the feed is opened again, and other partitions go on.
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
  /** Makes the topic when it is not there, and gives its number of partitions; throws FeedUnavailable. */
  prepare(topic: string, partitions: number): Promise<number>;
  /** Appends records to their partitions, in order; when it resolves they will not be lost. Throws FeedUnavailable: they may be sent or not. */
  send(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /** Gives records to the consumer until the signal aborts; a running batch ends first. Never gives up on a feed that is down. */
  consume(subscription: Subscription, consumer: FeedConsumer, signal: AbortSignal): Promise<void>;
  /** Ends of every partition of a topic, by partition; throws FeedUnavailable. */
  ends(topic: string): Promise<readonly FeedEnds[]>;
  /** Lets go of the feed. Consumers must have been ended by their signal. */
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
