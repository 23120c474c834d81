import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failureOf, newRegion } from '../conformance/subject.js';
import { GapInLog, LogClosed } from '../src/index.js';
import type { EncodedEvent, PostgresEventLog, Recorded } from '../src/index.js';
import { logDatabase } from './log-database.js';
import { Proxy, type Break } from './proxy.js';

const EVENTS = 12_000;

const database = logDatabase();
let log: PostgresEventLog;
const proxies: Proxy[] = [];
/** A proxy before the database, stopped after the tests. */
const newProxy = (): Proxy => {
  const proxy = new Proxy(database.url);
  proxies.push(proxy);
  return proxy;
};
afterAll(() => proxies.forEach((proxy) => proxy.stop()));
beforeAll(() => {
  log = database.open();
});

/** A region of many events without those in a range of positions; from `largeFrom` on, each event takes `bytes` bytes. */
async function longRegion({ without = [0, 0], largeFrom = EVENTS, bytes = 10 } = {}): Promise<string> {
  const region = newRegion();
  await database.pool.query(
    `insert into log.event (region, position, stream, revision, id, type, data, meta, recorded_at_ms)
      select $1, n, $1 || '.thing-' || n % 7, n / 7, md5($1 || n)::uuid, 'test.told.v' || n % 3,
        json_build_object('n', n, 'text', E'\\\\ "é€😀" \\n\\t' || repeat('x', case when n >= $4 then $5 else 0 end)),
        json_build_object('actor', 'a' || n / 1000), 1700000000000 + n / 100
      from generate_series(1, ${EVENTS}) as n where n not between $2 and $3`,
    [region, ...without, largeFrom, bytes],
  );
  return region;
}

async function readAll(region: string, range: { after?: number; upTo?: number; batchSize?: number } = {}) {
  const events: Recorded[] = [];
  for await (const batch of log.readRegion(region, range)) events.push(...batch);
  return events;
}

/** All fields of an event whose fields are decoded on access. */
const inFull = ({ position, stream, revision, id, type, recordedAt, json }: EncodedEvent) => ({
  position,
  stream,
  revision,
  id,
  type,
  recordedAt,
  data: JSON.parse(Buffer.from(json).toString()) as unknown,
});

describe('a long part of a region', () => {
  it('equals the same part read in short batches', async () => {
    const region = await longRegion();
    const long = await readAll(region);
    const short: Recorded[] = [];
    for (let after = 0; after < EVENTS; after += 3_000)
      short.push(...(await readAll(region, { after, upTo: after + 3_000 })));
    expect(long.length).toBe(EVENTS);
    expect(long).toEqual(short);
    expect(long[4_711]).toMatchObject({ position: 4_712, data: { n: 4_712, text: '\\ "é€😀" \n\t' } });
  });

  it('is the same with its data as the recorded JSON', async () => {
    const region = await longRegion();
    const long = await readAll(region, { after: 500 });
    const encoded: unknown[] = [];
    for await (const batch of log.readEncoded(region, { after: 500, batchSize: 900 }))
      encoded.push(...batch.map(inFull));
    expect(encoded).toEqual(long.map(({ region: _, meta: __, ...event }) => event));
    expect(await log.readEncoded(region, { after: EVENTS }).next()).toMatchObject({ done: true });
  });

  it('starts and ends as requested, in batches of the requested size', async () => {
    const region = await longRegion();
    const sizes: number[] = [];
    const positions: number[] = [];
    for await (const batch of log.readRegion(region, { after: 1_001, upTo: 11_950, batchSize: 700 })) {
      sizes.push(batch.length);
      positions.push(...batch.map(({ position }) => position));
    }
    expect(positions).toEqual(Array.from({ length: 10_949 }, (_, index) => 1_002 + index));
    expect(Math.max(...sizes)).toBe(700);
  });

  it('is read correctly where events become a thousand times larger', async () => {
    const region = await longRegion({ largeFrom: EVENTS - 400, bytes: 200_000 });
    const numbers: number[] = [];
    for await (const batch of log.readRegion(region))
      for (const { data } of batch) numbers.push((data as { n: number }).n);
    expect(numbers).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
  });

  it('waits for a slow reader, with only some of it in memory', async () => {
    const region = await longRegion({ largeFrom: EVENTS - 400, bytes: 200_000 });
    const positions: number[] = [];
    let grown = 0;
    for await (const batch of log.readEncoded(region)) {
      positions.push(...batch.map(({ position }) => position));
      if (grown > 0 || (positions.at(-1) ?? 0) < EVENTS - 400) continue;
      const before = process.memoryUsage().arrayBuffers;
      await delay(700);
      grown = Math.max(1, process.memoryUsage().arrayBuffers - before);
    }
    expect(positions).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
    expect(grown).toBeLessThan(40_000_000);
  });

  it.each([
    [5_000, 5_001, 5_000, 5_002],
    [3_990, 4_000, 3_990, 4_001],
    [1, 9, 1, 10],
  ])('stops where positions %i to %i are missing', async (from, to, expected, found) => {
    const region = await longRegion({ without: [from, to] });
    const failure = await failureOf(readAll(region));
    expect(failure).toBeInstanceOf(GapInLog);
    expect(failure).toMatchObject({ expected, found });
  });

  it('can be abandoned halfway, repeatedly, with connections left for others', async () => {
    const region = await longRegion();
    for (let turn = 0; turn < 20; turn += 1)
      for await (const [event] of log.readRegion(region, { batchSize: 100 }))
        if (event && event.position > 4_500) break;
    expect(await log.head(region)).toBe(EVENTS);
  });

  it('continues when connections were lost meanwhile', async () => {
    const region = await longRegion();
    const positions: number[] = [];
    for await (const batch of log.readRegion(region)) {
      positions.push(...batch.map(({ position }) => position));
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'regieboek-log' and datname = current_database()`,
      );
    }
    expect(positions).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
  });

  it.each<Break[]>([
    [
      { bytes: 100_000, way: 'cut' },
      { bytes: 1, way: 'cut' },
      { bytes: 333_333, way: 'cut' },
      { bytes: 1_000_001, way: 'cut' },
    ],
    [
      { bytes: 200_000, way: 'silent' },
      { bytes: 700_003, way: 'silent' },
      { bytes: 5, way: 'silent' },
    ],
  ])('is unchanged when answers break off in the middle: %j and later', async (...breaks) => {
    const region = await longRegion();
    const proxy = newProxy();
    const broken = database.open({ retry: { timeoutMs: 1_000, backoffMs: 1 } }, await proxy.start());
    expect(await broken.head(region)).toBe(EVENTS);
    proxy.breaks.push(...breaks);
    const events: unknown[] = [];
    for await (const batch of broken.readEncoded(region)) events.push(...batch.map(inFull));
    const whole = await readAll(region);
    expect(events).toEqual(whole.map(({ region: _, meta: __, ...event }) => event));
    expect(proxy.breaks).toEqual([]);
    await broken.close();
  });

  it('is read to its end although every connection breaks, as long as each delivers some events', async () => {
    const region = await longRegion();
    const proxy = newProxy();
    const flaky = database.open({ retry: { attemptsMax: 2, backoffMs: 1 } }, await proxy.start());
    expect(await flaky.head(region)).toBe(EVENTS);
    proxy.breaks.push(...Array.from({ length: 12 }, (): Break => ({ bytes: 150_000, way: 'cut' })));
    const positions: number[] = [];
    for await (const batch of flaky.readEncoded(region)) positions.push(...batch.map(({ position }) => position));
    expect(positions).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
    expect(proxy.breaks).toEqual([]);
    await flaky.close();
  });

  it('is no longer read after its reader has left, also while connections fail', async () => {
    const region = await longRegion();
    const proxy = newProxy();
    const failing = database.open({ retry: { attemptsMax: 8, backoffMs: 25 } }, await proxy.start());
    for await (const batch of failing.readEncoded(region, { batchSize: 100 })) {
      expect(batch.length).toBe(100);
      proxy.breaks.push(...Array.from({ length: 100 }, (): Break => ({ bytes: 1, way: 'cut' })));
      await delay(150);
      break;
    }
    const { connections } = proxy;
    expect(connections).toBeGreaterThan(1);
    await delay(700);
    // One may have been running; a reader that stays would open eight.
    expect(proxy.connections).toBeLessThanOrEqual(connections + 1);
    await failing.close();
  });

  it('fails with LogClosed when the log is closed before, while or after it is received', async () => {
    const region = await longRegion();
    for (const wait of [0, 3, 10, 30]) {
      const closing = database.open();
      const batches = closing.readEncoded(region, { batchSize: EVENTS });
      const received = batches.next();
      received.catch(() => undefined);
      if (wait > 0) await delay(wait);
      await closing.close();
      const failure = await failureOf(received.then(() => batches.next()));
      expect([wait, failure]).toEqual([wait, new LogClosed()]);
    }
  });
});
