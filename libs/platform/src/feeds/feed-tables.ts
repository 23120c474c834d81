/** Feed tables of a service: progress of relay and consumers, and records that need an operator. */
export const FEED_TABLES = `
  CREATE SCHEMA IF NOT EXISTS platform;
  CREATE TABLE IF NOT EXISTS platform.relay (
    topic text NOT NULL,
    region text NOT NULL,
    position bigint NOT NULL,
    event_id text,
    sent bigint[] NOT NULL,
    PRIMARY KEY (topic, region)
  );
  CREATE TABLE IF NOT EXISTS platform.feed_offset (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
  );
  CREATE TABLE IF NOT EXISTS platform.feed_position (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    region text NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition, region)
  );
  CREATE TABLE IF NOT EXISTS platform.parked (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    feed_offset bigint NOT NULL,
    stream text NOT NULL,
    region text NOT NULL,
    position bigint NOT NULL,
    value text NOT NULL,
    status text NOT NULL CHECK (status IN ('parked', 'waiting', 'skipped')),
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, topic, partition, feed_offset)
  );
  CREATE INDEX IF NOT EXISTS parked_stream ON platform.parked (consumer, stream, feed_offset) WHERE status <> 'skipped'`;
