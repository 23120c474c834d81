/** The feed on Kafka; a separate entry point, so that the client library is loaded only when used. */
export { KafkaFeed } from './kafka-feed.js';
