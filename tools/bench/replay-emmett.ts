import { getPostgreSQLEventStore, postgreSQLEventStoreConsumer } from '@event-driven-io/emmett-postgresql';
import { appendsOf } from './replay-appends.ts';
import { secondsOf } from './measurement.ts';

/** Batch sizes to try; the fastest counts. */
const BATCHES = [1_000, 10_000];

/** Lets a consumer of Emmett read all events of the database; returns their number. */
async function consumed(connectionString: string, batchSize: number): Promise<number> {
  let events = 0;
  const consumer = postgreSQLEventStoreConsumer({
    connectionString,
    pulling: { batchSize, pullingFrequencyInMs: 0 },
    stopWhen: { noMessagesLeft: true },
  });
  consumer.reactor({
    processorId: `bench-${batchSize}`,
    eachMessage: () => {
      events += 1;
    },
  });
  try {
    await consumer.start();
  } finally {
    await consumer.close();
  }
  return events;
}

/**
 * The first events of the bench in a database of Emmett (`@event-driven-io/emmett-postgresql`): returns the events
 * per second that its consumer reads, with the faster of two batch sizes.
 */
export async function consumedByEmmett(connectionString: string, count: number): Promise<number> {
  const store = getPostgreSQLEventStore(connectionString);
  try {
    for (const { stream, events } of appendsOf(count))
      await store.appendToStream(
        stream,
        events.map(({ type, data }) => ({ type, data: data as Record<string, unknown> })),
      );
  } finally {
    await store.close();
  }
  let best = 0;
  for (const batchSize of BATCHES) {
    let events = 0;
    const seconds = await secondsOf(async () => (events = await consumed(connectionString, batchSize)));
    if (events < count) throw new Error(`the consumer of Emmett read ${events} events, not ${count}`);
    best = Math.max(best, events / seconds);
  }
  return best;
}
