import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { afterEvents, eventsOf, failureOf, isEvent, newEvents, newRegion, newStream } from '../conformance/subject.js';
import { regionOf, UnknownOutcome } from '../src/index.js';
import type { EventLog } from '../src/index.js';
import { logDatabase } from './log-database.js';
import { Proxy } from './proxy.js';

const database = logDatabase();
const { open } = database;

/** Appends one event in a separate transaction, which commits or rolls back later. */
async function appendSlowly(
  stream: string,
  revision: number,
  end: 'commit' | 'rollback',
): Promise<() => Promise<void>> {
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query(`select * from log.append($1, $2, $3, '{1}', '{}', array[null]::bigint[], $4, 'Slow', '{}')`, [
    regionOf(stream),
    stream,
    [revision],
    randomUUID(),
  ]);
  return async () => {
    await client.query(end);
    client.release();
  };
}

/** Positions that a follower has received, from 0. */
function positionsOf(log: EventLog, region: string, signal: AbortSignal): number[] {
  const positions: number[] = [];
  void (async () => {
    for await (const item of log.follow(region, 0, { signal })) if (isEvent(item)) positions.push(item.position);
  })().catch((error: unknown) => {
    // The log may be closed before a follower that was aborted has ended.
    if (!signal.aborted) throw error;
  });
  return positions;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await delay(5)) if (await condition()) return;
  throw new Error('it did not come true within two minutes');
}

/** Processes of the server that wait for the lock of a region. */
const waiting = async (): Promise<number[]> => {
  const { rows } = await database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
  );
  return rows.map(({ pid }) => pid);
};

describe('a transaction that stays open', () => {
  it('(a) makes later appends to the region wait, so that a follower misses nothing, whether it commits or rolls back', async () => {
    const region = newRegion();
    const log = open();
    const stop = new AbortController();
    const positions = positionsOf(open({ pollMs: 5 }), region, stop.signal);
    let expected = 0;
    for (const end of ['commit', 'rollback', 'commit', 'rollback'] as const) {
      const finish = await appendSlowly(newStream(region), -1, end);
      const others = Promise.all(range(6).map(() => log.append(newStream(region), 'none', newEvents(2))));
      await until(async () => (await waiting()).length > 0);
      await delay(30);
      expect(positions).toEqual(range(expected));
      await finish();
      await others;
      expected += 12 + (end === 'commit' ? 1 : 0);
      await until(() => positions.length >= expected);
    }
    stop.abort();
    expect(positions).toEqual(range(expected));
  });

  it('does not block other regions', async () => {
    const log = open();
    const slow = newStream();
    const finish = await appendSlowly(slow, -1, 'commit');
    const held = log.append(newStream(regionOf(slow)), 'none', newEvents(1));
    expect(await log.append(newStream(), 'none', newEvents(1))).toEqual({ revision: 0, position: 1 });
    await finish();
    expect(await held).toEqual({ revision: 0, position: 2 });
  });

  it('that rolls back leaves the revision to the next append', async () => {
    const log = open();
    const stream = newStream();
    await (
      await appendSlowly(stream, -1, 'rollback')
    )();
    expect(await log.append(stream, 'none', newEvents(1))).toEqual({ revision: 0, position: 1 });
  });

  it('(a) with many random outcomes among writers of two pools never makes a follower skip or reorder (R5)', async () => {
    const region = newRegion();
    const stop = new AbortController();
    const positions = positionsOf(open({ pollMs: 1 }), region, stop.signal);
    let committed = 0;
    const slowly = async (turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn += 1) {
        const end = turn % 3 === 0 ? 'rollback' : 'commit';
        const finish = await appendSlowly(newStream(region), -1, end);
        await delay((turn * 7) % 11);
        await finish();
        if (end === 'commit') committed += 1;
      }
    };
    const quickly = async (log: EventLog): Promise<void> => {
      const stream = newStream(region);
      for (let count = 0; count < 20; count += 1) await log.append(stream, afterEvents(count), newEvents(1));
      committed += 20;
    };
    const two = [open(), open()] as const;
    await Promise.all([slowly(15), slowly(15), quickly(two[0]), quickly(two[0]), quickly(two[1]), quickly(two[1])]);
    await until(() => positions.length >= committed);
    stop.abort();
    expect(positions).toEqual(range(committed));
  });
});

describe('a connection that is lost', () => {
  it('while an append waits is replaced, and the append is recorded once', async () => {
    const log = open();
    const stream = newStream();
    const finish = await appendSlowly(newStream(regionOf(stream)), -1, 'commit');
    const appended = log.append(stream, 'none', newEvents(3));
    await until(async () => (await waiting()).length === 1);
    for (const pid of await waiting()) await database.pool.query('select pg_terminate_backend($1)', [pid]);
    await until(async () => (await waiting()).length === 1);
    await finish();
    expect(await appended).toEqual({ revision: 2, position: 4 });
    expect(await eventsOf(log, regionOf(stream))).toHaveLength(4);
  });

  it('of a follower, or of its notifications, is replaced, and it skips nothing', async () => {
    const [log, reader] = [open(), open({ pollMs: 50 })];
    const region = newRegion();
    const stop = new AbortController();
    const positions = positionsOf(reader, region, stop.signal);
    const stream = newStream(region);
    for (let count = 0; count < 30; count += 1) {
      await log.append(stream, afterEvents(count), newEvents(1));
      if (count % 10 === 5)
        await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'regieboek-log' and datname = current_database()`);
    }
    await until(() => positions.length >= 30);
    stop.abort();
    expect(positions).toEqual(range(30));
  });

  it('permanently makes the outcome unknown, soon, and the error names the stream', async () => {
    const log = open({ retry: { attemptsMax: 3, backoffMs: 1 } }, 'postgres://me:secret@127.0.0.1:1/none');
    const stream = newStream();
    const failure = await failureOf(log.append(stream, 'none', newEvents(1)));
    expect(failure).toBeInstanceOf(UnknownOutcome);
    expect(failure).toMatchObject({ stream, attempts: 3 });
    expect(String(failure)).not.toMatch(/secret/);
  });
});

describe('an answer that never comes', () => {
  it('makes the append be sent again, and recorded once (R4)', async () => {
    const proxy = new Proxy(database.url);
    const log = open({ retry: { timeoutMs: 1_000, backoffMs: 1 } }, await proxy.start());
    const stream = newStream();
    await log.append(stream, 'none', newEvents(1));
    proxy.deaf = true;
    const appended = log.append(stream, 0, newEvents(2));
    await until(async () => (await open().head(regionOf(stream))) === 3);
    proxy.deaf = false;
    expect(await appended).toEqual({ revision: 2, position: 3 });
    expect(await log.head(regionOf(stream))).toBe(3);
    await log.close();
    proxy.stop();
  });

  it('leaves the outcome unknown; a repeat settles it (R21)', async () => {
    const proxy = new Proxy(database.url);
    const log = open({ retry: { attemptsMax: 2, timeoutMs: 1_000, backoffMs: 1 } }, await proxy.start());
    const stream = newStream();
    const events = newEvents(2);
    await log.head(regionOf(stream));
    proxy.deaf = true;
    expect(await failureOf(log.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
    proxy.stop();
    expect(await open().append(stream, 'none', events)).toEqual({ revision: 1, position: 2 });
  });
});
