import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog, MemoryFeed, Relay } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { FeedBarrier } from '../../feeds/feed-barrier.js';
import { ParkedStreams } from '../../feeds/parked-streams.js';
import { ProjectionFeed } from '../../feeds/projection-feed.js';
import { PostgresRelayStore } from '../../feeds/relay-store.js';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import type { Context, Projection } from '../../projections/projection.js';
import { ReadModelRebuild } from './rebuild.js';

const topicOf = (context: string) => ({ topic: `to.${context}`, partitions: 3 });
const contexts: readonly Context[] = ['contracts', 'finance'];

let database: TestDatabase;
let pool: pg.Pool;
let log: MemoryEventLog;
let feed: MemoryFeed;
let ending: AbortController;
let running: Promise<void>[];
let broken: string | undefined;
let told = 0;

/** Counts how often each event was applied: once is right. */
const arrivals: Projection = {
  name: 'own.arrivals.v1',
  contexts,
  schema: 'own',
  tables: ['arrival'],
  async apply(events, transaction, into) {
    for (const { region, position, type, stream } of events) {
      if (stream === broken) throw new TypeError('it cannot be applied');
      if (!contexts.some((context) => type.startsWith(`${context}.`))) continue;
      await transaction.query(
        `INSERT INTO ${into}.arrival VALUES ($1, $2, 1)
         ON CONFLICT (region, position) DO UPDATE SET times = arrival.times + 1`,
        [region, position],
      );
    }
  },
};

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 12 });
  await ProjectionRunner.migrate(database.url);
});
beforeEach(async () => {
  await pool.query(`
    DROP SCHEMA IF EXISTS own CASCADE; CREATE SCHEMA own;
    CREATE TABLE own.arrival (region text, position bigint, times int, PRIMARY KEY (region, position));
    TRUNCATE platform.relay, platform.feed_offset, platform.feed_position, platform.parked, platform.feed_tail,
      platform.checkpoint, platform.rebuild`);
  log = new MemoryEventLog();
  feed = new MemoryFeed();
  ending = new AbortController();
  running = [];
  broken = undefined;
});
afterEach(async () => {
  ending.abort();
  await Promise.allSettled(running);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

/** Records events of placements, contracts and finance in turn; returns the stream of the last one. */
async function tell(times: number): Promise<string> {
  for (let i = 0; i < times; i += 1) {
    told += 1;
    const context = ['placements', 'contracts', 'finance'][told % 3];
    const event = { id: eventId('told', told), type: `${context}.said.v1`, data: {} };
    await log.append(`zhz.note-${told}`, 'none', [event]);
  }
  return `zhz.note-${told}`;
}

async function start(): Promise<void> {
  for (const context of contexts) {
    await feed.prepare(topicOf(context).topic, topicOf(context).partitions);
    running.push(
      new Relay(log, feed, new PostgresRelayStore(pool), { context, ...topicOf(context) }).run(ending.signal),
    );
  }
  const topics = contexts.map((context) => topicOf(context).topic);
  const consumer = new ProjectionFeed(pool, arrivals, () => undefined);
  running.push(feed.consume({ group: arrivals.name, topics }, consumer, ending.signal));
}

const barrier = (waitMs?: number) => new FeedBarrier(log, pool, topicOf, waitMs);
const arrived = () => barrier().wait(arrivals, 'zhz');
function rebuild(at = topicOf) {
  return new ReadModelRebuild(log, pool, { topicOf: at, barrier: new FeedBarrier(log, pool, at) }).rebuild(arrivals, {
    ...{ region: undefined, version: '1', fromScratch: false, onStep: () => undefined },
  });
}
const rows = async (text: string): Promise<unknown[]> => (await pool.query<Record<string, unknown>>(text)).rows;
const applied = () => rows('SELECT position::int, times FROM own.arrival ORDER BY position');
const expected = (last: number) =>
  Array.from({ length: last }, (_, i) => ({ position: i + 1, times: 1 })).filter(
    ({ position }) => (told - last + position) % 3 !== 0,
  );

describe('a read model that feeds of two contexts fill', () => {
  it('is waited for in both contexts, and applies each event once', async () => {
    await tell(30);
    await start();
    await arrived();
    expect(await applied()).toEqual(expected(30));
  });

  it('is rebuilt from the log, and its feeds go on after that without applying anything twice', async () => {
    await tell(30);
    await start();
    await arrived();
    await pool.query('DELETE FROM own.arrival WHERE position < 20');
    expect(await rebuild()).toEqual({ regions: ['zhz'], fed: true });
    expect(await applied()).toEqual(expected(30));
    await tell(30);
    await arrived();
    expect(await applied()).toEqual(expected(60));
  });

  it('is rebuilt past the position of its feeds; they skip those events later', async () => {
    await tell(3);
    await start();
    await arrived();
    ending.abort();
    await Promise.allSettled(running);
    await tell(30);
    await rebuild();
    expect(await applied()).toEqual(expected(33));
    ending = new AbortController();
    await start();
    await tell(3);
    await arrived();
    expect(await applied()).toEqual(expected(36));
  });

  it('omits what an operator skipped, and is not rebuilt while a record is parked', async () => {
    await tell(2);
    while (told % 3 === 0) await tell(1);
    broken = `zhz.note-${told}`;
    const bad = told;
    const head = await log.head('zhz');
    await start();
    await expect(barrier(2_000).wait(arrivals, 'zhz')).rejects.toThrow('has parked events');
    await expect(rebuild()).rejects.toThrow('own.arrivals.v1 has parked events: retry or skip them first');
    await new ParkedStreams(pool, [arrivals]).skip(`zhz.note-${bad}`, 'not one of ours');
    await rebuild();
    expect(await rows(`SELECT 1 FROM own.arrival WHERE position = ${head}`)).toEqual([]);
  });

  it('is not rebuilt from another log, or with another number of partitions', async () => {
    await tell(30);
    await start();
    await arrived();
    const before = await applied();
    await expect(rebuild((context) => ({ ...topicOf(context), partitions: 5 }))).rejects.toThrow(
      'it is another log, or KAFKA_PARTITIONS differs from the service',
    );
    log = new MemoryEventLog();
    await tell(1);
    await expect(rebuild()).rejects.toThrow('it is another log');
    expect(await applied()).toEqual(before);
  });
});
