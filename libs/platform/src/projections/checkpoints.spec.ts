import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog, MemoryStore } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { inTransaction } from '../database/in-transaction.js';
import { CHECKPOINT_TABLE, lockCheckpoint, moveCheckpoint, mustBeSameLog, OtherLog, reaches } from './checkpoints.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  await pool.query(CHECKPOINT_TABLE);
  await pool.query(CHECKPOINT_TABLE);
});
beforeEach(() => pool.query('TRUNCATE platform.checkpoint'));
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const place = { consumer: 'notes.v1', region: 'zhz' };
const locked = (consumer = place.consumer, region = place.region) =>
  inTransaction(pool, (client) => lockCheckpoint(client, consumer, region));
const move = (position: number, eventId: string | null) =>
  inTransaction(pool, async (client) => {
    await lockCheckpoint(client, place.consumer, place.region);
    await moveCheckpoint(client, place, { position, eventId });
  });

/** A log of some events about one region, and the ids that it gave them. */
async function logOf(count: number, name = 'log', log = new MemoryEventLog()) {
  const ids = Array.from({ length: count }, (_, n) => eventId(name, n));
  for (const [n, id] of ids.entries())
    await log.append(`zhz.note-${name}-${n}`, 'none', [{ id, type: 'note', data: {} }]);
  return { log, ids };
}

describe('a checkpoint', () => {
  it('is at the start until it is moved, and of its own read model and region', async () => {
    expect(await locked()).toEqual({ position: 0, eventId: null });
    await move(7, 'e7');
    expect(await locked()).toEqual({ position: 7, eventId: 'e7' });
    for (const [consumer, region] of [
      ['notes.v2', 'zhz'],
      ['notes.v1', 'fryslan'],
    ] as const)
      // prettier-ignore
      expect(await locked(consumer, region)).toEqual({ position: 0, eventId: null });
  });

  it('of a version that noted no event has none', async () => {
    await pool.query(`INSERT INTO platform.checkpoint VALUES ('notes.v1', 'zhz', 5)`);
    expect(await locked()).toEqual({ position: 5, eventId: null });
  });

  it('stays where it was when its transaction fails', async () => {
    await move(3, 'e3');
    const failing = inTransaction(pool, async (client) => {
      await moveCheckpoint(client, place, { position: 9, eventId: 'e9' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await locked()).toEqual({ position: 3, eventId: 'e3' });
  });

  it('counts every step of transactions that come at once, also before its first', async () => {
    const step = () =>
      inTransaction(pool, async (client) => {
        const { position } = await lockCheckpoint(client, place.consumer, place.region);
        await moveCheckpoint(client, place, { position: position + 1, eventId: null });
      });
    await Promise.all(Array.from({ length: 12 }, step));
    expect(await locked()).toEqual({ position: 12, eventId: null });
  });
});

describe('the log of a read model', () => {
  it('is known by the event at the checkpoint', async () => {
    const { log, ids } = await logOf(5);
    for (const position of [1, 3, 5]) await mustBeSameLog(log, place, { position, eventId: ids[position - 1] ?? '' });
    await mustBeSameLog(log, place, { position: 0, eventId: null });
    await mustBeSameLog(log, place, { position: 4, eventId: null });
  });

  it('is another one when that event differs, and both are named with the remedy', async () => {
    const { log } = await logOf(5);
    const checked = mustBeSameLog(log, place, { position: 3, eventId: eventId('other', 2) });
    await expect(checked).rejects.toThrow(OtherLog);
    await expect(checked).rejects.toThrow(/notes\.v1 of region zhz is at 3.*restore that log, or drop/);
  });

  it('reaches a position that it has, whatever end a lagging node reports', async () => {
    const store = new MemoryStore();
    const { log } = await logOf(4, 'log', new MemoryEventLog({ store }));
    expect(await Promise.all([1, 4].map((position) => reaches(log, 'zhz', position)))).toEqual([true, true]);
    expect(await reaches(log, 'zhz', 5)).toBe(false);
    expect(await reaches(log, 'fryslan', 1)).toBe(false);
  });

  it('that cannot be read is an error, never an end', async () => {
    const { log } = await logOf(2);
    await log.close();
    await expect(reaches(log, 'zhz', 1)).rejects.toThrow();
  });
});
