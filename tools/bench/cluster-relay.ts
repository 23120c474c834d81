/**
 * The relay of `npm run bench:cluster`, in a separate process as in a service: fills a log, reports that, and relays it on
 * request.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { eventId, MemoryEventLog, Relay } from '@regieboek/eventing';
import { KafkaFeed } from '@regieboek/eventing/kafka';
import { PostgresRelayStore } from '@regieboek/platform';

const BATCH = 500;

/** About 400 bytes as JSON, the size of an event of the product. */
export const dataOf = (index: number) => ({
  youth: randomUUID(),
  municipality: '0505',
  provider: '99990001',
  number: index,
  from: '2025-01-01',
  note: 'x'.repeat(180),
});

/** A log of one region with this many events, 500 to a stream. */
export async function logWith(events: number): Promise<MemoryEventLog> {
  const log = new MemoryEventLog();
  for (let at = 0; at < events; at += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, i) => ({
      id: eventId('bench', at + i),
      type: 'placements.noted.v1',
      data: dataOf(at + i),
    }));
    await log.append(`bench.youth-${at / BATCH}`, 'none', batch);
  }
  return log;
}

if (process.send) {
  const [brokers = '', topic = '', partitions = '', events = '', url = ''] = process.argv.slice(2);
  const log = await logWith(Number(events));
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const feed = new KafkaFeed({ brokers: brokers.split(','), clientId: 'bench-relay' });
  const ending = new AbortController();
  const route = { context: 'placements', topic, partitions: Number(partitions) };
  const relay = new Relay(log, feed, new PostgresRelayStore(pool), route);
  process.once('message', () => {
    const running = relay.run(ending.signal);
    process.once('message', () => {
      ending.abort();
      void running.then(async () => {
        await feed.close();
        await pool.end();
        process.disconnect();
      });
    });
  });
  process.send('ready');
}
