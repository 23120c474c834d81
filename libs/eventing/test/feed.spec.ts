import { feedConformance } from '../conformance/feed.conformance.js';
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
