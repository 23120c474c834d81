import { feedConformance } from '../conformance/feed.conformance.js';
import { securedKafka } from '../conformance/kafka-secured.js';
import { MemoryFeed } from '../src/feed/memory-feed.js';
import { KafkaFeed } from '../src/kafka/kafka-feed.js';

feedConformance('memory', () => {
  const feed = new MemoryFeed();
  return Promise.resolve({ open: () => feed, stop: () => Promise.resolve() });
});

/** A broker that runs, as `npm run test:conformance` starts one. */
const brokers = process.env['KAFKA_BROKERS'];
if (brokers) {
  feedConformance('Kafka', () =>
    Promise.resolve({
      open: () => new KafkaFeed({ brokers: brokers.split(','), clientId: 'conformance' }),
      stop: () => Promise.resolve(),
    }),
  );
}

/** Its way in over TLS with a log-in, if it has one: `{ address, caFile, username, password }`. */
const secured = process.env['KAFKA_SECURED'];
if (secured) securedKafka(secured);
