/** The feed on Kafka; an entry of its own, so that only who uses it loads its client library. */
export { KafkaFeed } from './kafka-feed.js';
