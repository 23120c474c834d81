import { feedConformance } from '../conformance/feed.conformance.js';
import { securedKafka } from '../conformance/kafka-secured.js';
import { MemoryFeed } from '../src/feed/memory-feed.js';
import { KafkaFeed } from '../src/kafka/kafka-feed.js';

feedConformance('memory', () => {
  const feed = new MemoryFeed();
  return Promise.resolve({ open: () => feed, stop: () => Promise.resolve() });
});

/** A running broker, such as the one that `npm run test:conformance` starts. */
const brokers = process.env['KAFKA_BROKERS'];
if (brokers) {
  feedConformance('Kafka', () =>
    Promise.resolve({
      open: () => new KafkaFeed({ brokers: brokers.split(','), clientId: 'conformance' }),
      stop: () => Promise.resolve(),
    }),
  );
}

/** Its TLS listener with log-in, if it has one: `{ address, caFile, username, password }`. */
const secured = process.env['KAFKA_SECURED'];
if (secured) securedKafka(secured);
