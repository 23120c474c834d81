import { describe, expect, it } from '@jest/globals';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { all, failureOf, newEvent, newEvents, newStream } from '../conformance/subject.js';
import { GapInLog, PostgresEventLog, regionOf } from '../src/index.js';
import { logDatabase } from './log-database.js';

const database = logDatabase();
const { open } = database;

/** Damages the log, as a careless administrator could. */
const remove = (condition: string): Promise<unknown> =>
  database.pool.query(`begin; alter table log.event disable trigger user;
    delete from log.event where ${condition}; alter table log.event enable trigger user; commit`);

describe('the tables of the log', () => {
  it('are created by any number of concurrent processes', async () => {
    const fresh = await startTestDatabase();
    const started = Array.from({ length: 6 }).map(() => new PostgresEventLog(fresh.url));
    await Promise.all(started.map((log) => log.migrate()));
    await Promise.all(started.map((log) => log.append(newStream('r1'), 'none', newEvents(1))));
    await Promise.all(started.map((log) => log.migrate()));
    expect(await started[0]?.head('r1')).toBe(6);
    await Promise.all(started.map((log) => log.close()));
    await fresh.stop();
  });

  it.each(['update log.event set data = data', 'delete from log.event', 'truncate log.event'])(
    'refuse %s',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow(/log\.event is never changed/);
    },
  );

  it('refuse to append in a transaction that would not see recent appends of others', async () => {
    const client = await database.pool.connect();
    await client.query('begin isolation level repeatable read');
    const append = client.query(
      `select * from log.append('r', 'r.case-1', '{-1}', '{1}', '{}', '{null}', $1, 'T', '{}')`,
      [newEvent().id],
    );
    await expect(append).rejects.toThrow(/read committed/);
    await client.query('rollback');
    client.release();
  });

  it('stop a reader where an event is missing', async () => {
    const log = open();
    const stream = newStream();
    await log.append(stream, 'none', newEvents(5));
    await remove(`stream = '${stream}' and revision = 2`);
    const region = regionOf(stream);
    const readings = [
      log.read(stream),
      log.readRegion(region),
      log.follow(region, 0),
      log.readRegion(region, { after: 2 }),
    ];
    for (const reading of readings) {
      const failure = await failureOf(all<unknown>(reading));
      expect(failure).toBeInstanceOf(GapInLog);
    }
    expect((await all(log.readRegion(region, { upTo: 2 }))).flat()).toHaveLength(2);
  });

  it('stop a reader where more events are missing than it reads at once', async () => {
    const log = open();
    const stream = newStream();
    await log.append(stream, 'none', newEvents(9));
    await remove(`stream = '${stream}' and revision between 2 and 6`);
    const batches = log.readRegion(regionOf(stream), { batchSize: 2 });
    expect(await failureOf(all(batches))).toMatchObject({ name: 'GapInLog', expected: 3 });
  });

  it('report the remedy when they are missing', async () => {
    const fresh = await startTestDatabase();
    const log = new PostgresEventLog(fresh.url);
    await expect(log.append(newStream(), 'none', newEvents(1))).rejects.toThrow(/migrate\(\)/);
    await expect(log.head('r1')).rejects.toThrow(/migrate\(\)/);
    await log.close();
    await fresh.stop();
  });
});

describe('a pool given to the log', () => {
  it('is used and stays open', async () => {
    const log = new PostgresEventLog(database.pool);
    const stream = newStream();
    await log.append(stream, 'none', newEvents(1));
    await log.close();
    expect((await database.pool.query<{ n: number }>('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });
});
