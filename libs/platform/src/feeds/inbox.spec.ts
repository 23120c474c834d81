import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { record } from '../../test/fed-notes.js';
import { inTransaction } from '../database/in-transaction.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import { Inbox } from './inbox.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  await ProjectionRunner.migrate(database.url);
});
beforeEach(() => pool.query('TRUNCATE platform.feed_offset, platform.feed_position, platform.parked'));
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const at = { topic: 'notes', partition: 2 };

/** Works on the inbox of a consumer in a transaction, and returns its state at the start. */
const within = (work: (inbox: Inbox) => Promise<void> = () => Promise.resolve(), consumer = 'notes.v1', place = at) =>
  inTransaction(pool, async (client) => {
    const inbox = await Inbox.lock(client, consumer, place);
    const { next } = inbox;
    const [positions, held] = [new Map(inbox.positions), new Set(inbox.heldStreams)];
    await work(inbox);
    return { next, positions, held };
  });
const empty = { next: 0, positions: new Map(), held: new Set() };

describe('the inbox of a consumer', () => {
  it('begins at the first record, and goes on where it was', async () => {
    expect(await within()).toEqual(empty);
    await within(async (inbox) => {
      inbox.positions.set('zhz', 5).set('fryslan', 3);
      await inbox.advance({ next: 7 });
    });
    const reached = { next: 7, positions: new Map([['zhz', 5], ['fryslan', 3]]), held: new Set() }; // prettier-ignore
    expect(await within()).toEqual(reached);
    await within(async (inbox) => {
      inbox.positions.set('zhz', 9);
      await inbox.advance({ next: 8 });
    });
    expect(await within()).toMatchObject({ next: 8, positions: new Map([['zhz', 9], ['fryslan', 3]]) }); // prettier-ignore
  });

  it('is its own in every topic and partition, and of every consumer', async () => {
    await within(async (inbox) => {
      inbox.positions.set('zhz', 5);
      await inbox.hold(record(4, 5, 0), { status: 'parked', reason: 'no place' });
      await inbox.advance({ next: 7 });
    });
    expect(await within(undefined, 'other.v1')).toEqual(empty);
    expect(await within(undefined, 'notes.v1', { topic: 'notes', partition: 1 })).toEqual(empty);
    expect(await within(undefined, 'notes.v1', { topic: 'others', partition: 2 })).toEqual(empty);
  });

  it('holds the streams of records that cannot be applied, until they were skipped', async () => {
    await within(async (inbox) => {
      await inbox.hold(record(0, 1, 0, 'a'), { status: 'parked', reason: 'no place' });
      await inbox.hold(record(1, 2, 1, 'a'), { status: 'waiting', reason: null });
      await inbox.hold(record(2, 3, 2, 'b'), { status: 'parked', reason: 'no place' });
      expect(inbox.heldStreams).toEqual(new Set(['zhz.note-a', 'zhz.note-b']));
    });
    expect((await within()).held).toEqual(new Set(['zhz.note-a', 'zhz.note-b']));
    await pool.query(`UPDATE platform.parked SET status = 'skipped' WHERE stream = 'zhz.note-b'`);
    expect((await within()).held).toEqual(new Set(['zhz.note-a']));
  });

  it('keeps a record once, whole, and counts the attempts of one that was tried', async () => {
    const one = record(3, 1, 0);
    for (const reason of ['no place', 'said again'])
      await within((inbox) => inbox.hold(one, { status: 'parked', reason }));
    await within((inbox) => inbox.hold(record(4, 2, 1), { status: 'waiting', reason: null }));
    await within((inbox) => inbox.hold({ ...record(5, 3, 2), place: undefined }, { status: 'waiting', reason: null }));
    const { rows } = await pool.query('SELECT * FROM platform.parked ORDER BY feed_offset');
    expect(rows).toMatchObject([
      { feed_offset: '3', region: 'zhz', position: '1', value: one.value, reason: 'no place', attempts: 1 },
      { feed_offset: '4', region: 'zhz', position: '2', reason: null, attempts: 0 },
      { feed_offset: '5', region: '', position: '0', attempts: 0 },
    ]);
  });

  it('is unchanged when its transaction fails', async () => {
    const failing = within(async (inbox) => {
      inbox.positions.set('zhz', 5);
      await inbox.hold(record(0, 1, 0), { status: 'parked', reason: 'no place' });
      await inbox.advance({ next: 7 });
      throw new Error('in between');
    });
    await expect(failing).rejects.toThrow('in between');
    expect(await within()).toEqual(empty);
  });

  it('is held by one transaction at a time', async () => {
    const order: string[] = [];
    const [entered, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = within(async (inbox) => {
      entered.resolve();
      await mayEnd.promise;
      await inbox.advance({ next: 1 });
      order.push('first');
    });
    await entered.promise;
    const second = within(async (inbox) => {
      order.push(`second at ${inbox.next}`);
    });
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await pool.query<{ n: number }>(waiting)).rows[0]?.n !== 1);
    mayEnd.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second at 1']);
  });
});
