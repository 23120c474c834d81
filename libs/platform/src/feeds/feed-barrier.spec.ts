import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog, MemoryFeed, Relay } from '@regieboek/eventing';
import { ProjectionRunner } from '../projections/projection-runner.js';
import type { Context, Projection } from '../projections/projection.js';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { FeedBarrier, FeedBehind } from './feed-barrier.js';
import { FeedProjections } from './projections.js';
import { ProjectionFeed } from './projection-feed.js';
import { PostgresRelayStore } from './relay-store.js';

const REGION = 'zhz';
const topicOf = (context: Context) => ({ topic: context, partitions: 3 });

let database: TestDatabase;
let pool: pg.Pool;
let log: MemoryEventLog;
let feed: MemoryFeed;
let ending: AbortController;
let running: Promise<void>[];

const fedWith = (context: Context, isBroken = false): Projection => ({
  name: `fed.${context}.v1`,
  contexts: [context],
  schema: 'public',
  tables: ['arrived'],
  async apply(events, transaction) {
    if (isBroken) throw new TypeError('it cannot be applied');
    for (const { position } of events) await transaction.query('INSERT INTO arrived VALUES ($1)', [position]);
  },
});

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  await ProjectionRunner.migrate(database.url);
  await pool.query('CREATE TABLE arrived (position bigint)');
});
beforeEach(async () => {
  await pool.query(
    'TRUNCATE arrived, platform.relay, platform.feed_offset, platform.feed_position, platform.parked, platform.feed_tail, platform.checkpoint',
  );
  log = new MemoryEventLog();
  feed = new MemoryFeed();
  ending = new AbortController();
  running = [];
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

let told = 0;
async function tell(context: Context, times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    told += 1;
    const event = { id: eventId('told', told), type: `${context}.said.v1`, data: {} };
    await log.append(`${REGION}.note-${told}`, 'none', [event]);
  }
}

function relay(context: Context): void {
  const store = new PostgresRelayStore(pool);
  running.push(new Relay(log, feed, store, { context, ...topicOf(context) }).run(ending.signal));
}

async function consume(projection: Projection): Promise<void> {
  const [context = 'finance'] = projection.contexts;
  const { topic, partitions } = topicOf(context);
  await feed.prepare(topic, partitions);
  const subscription = { group: projection.name, topics: [topic] };
  running.push(feed.consume(subscription, new ProjectionFeed(pool, projection, () => undefined), ending.signal));
}

async function end(): Promise<void> {
  ending.abort();
  await Promise.all(running);
}

const arrived = async (): Promise<number> => {
  const { rowCount } = await pool.query('SELECT 1 FROM arrived');
  return rowCount ?? 0;
};
/** Longer than a test may take: only the state of the feed decides. */
const PATIENT_MS = 120_000;
const barrier = (waitMs = PATIENT_MS) => new FeedBarrier(log, pool, topicOf, waitMs);

describe('deciding on events of another context', () => {
  it('waits until the read model has all of it that the log has', async () => {
    const projection = fedWith('placements');
    await tell('placements', 5);
    const waiting = barrier().wait(projection, REGION);
    relay('placements');
    await consume(projection);
    await waiting;
    expect(await arrived()).toBe(5);
    await tell('placements', 40);
    await barrier().wait(projection, REGION);
    expect(await arrived()).toBe(45);
    await end();
  });

  it('waits neither for contexts without events nor for its own events', async () => {
    await tell('finance', 3);
    await barrier(0).wait(fedWith('placements'), REGION);
    expect(await arrived()).toBe(0);
  });

  it('gives up when a feed stays behind, naming the read model and where to look', async () => {
    await tell('placements');
    const behind = barrier(20).wait(fedWith('placements'), REGION);
    await expect(behind).rejects.toThrow(FeedBehind);
    await expect(behind).rejects.toThrow(
      /fed\.placements\.v1 of region zhz is behind the log: see its feed at \/health\/ready/,
    );
  });

  it('is refused while an event is parked, because the read model is not complete', async () => {
    const projection = fedWith('placements', true);
    await tell('placements');
    relay('placements');
    await consume(projection);
    await expect(barrier().wait(projection, REGION)).rejects.toThrow(/has parked events/);
    await expect(barrier(20).wait(projection, 'fryslan')).resolves.toBeUndefined();
    await end();
  });

  it('notes now and then how far it looked, so that a new process does not read the whole log again', async () => {
    const scanned = async () => {
      const { rows } = await pool.query<{ scanned: string }>('SELECT scanned FROM platform.feed_tail');
      return rows.map((row) => Number(row.scanned));
    };
    await tell('finance', 19_999);
    await barrier().wait(fedWith('placements'), REGION);
    expect(await scanned()).toEqual([]);
    await tell('placements', 2);
    await expect(barrier(0).wait(fedWith('placements'), REGION)).rejects.toThrow(FeedBehind);
    expect(await scanned()).toEqual([20_001]);
    await expect(barrier(0).wait(fedWith('placements'), REGION)).rejects.toThrow(FeedBehind);
  });
});

describe('read models of a service in its own process', () => {
  it('follow the log for its own events and wait for those of others', async () => {
    await tell('finance', 2);
    await tell('placements', 1);
    const projections = new FeedProjections('finance', new ProjectionRunner(log, pool), barrier(20));
    await projections.catchUp(fedWith('finance'), REGION);
    expect(await arrived()).toBe(3);
    await expect(projections.catchUp(fedWith('placements'), REGION)).rejects.toThrow(FeedBehind);
  });

  it('follow the log for the events of others where no broker may delay them', async () => {
    await tell('placements', 2);
    const projections = new FeedProjections('finance', new ProjectionRunner(log, pool), barrier(20));
    const own = { ...fedWith('placements'), followsLog: true } as const;
    await projections.catchUp(own, REGION);
    expect([await arrived(), projections.isRecordedElsewhere(own)]).toEqual([2, true]);
  });
});
