import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { FeedStopped, type IncomingRecord } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import {
  batchOf as batch,
  broken,
  chain,
  forgetTaken,
  makeTaken,
  partition as at,
  record,
  takenIn,
  takenNotes as projection,
} from '../../test/fed-notes.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import type { Projection } from '../projections/projection.js';
import { ParkedStreams } from './parked-streams.js';
import { ProjectionFeed } from './projection-feed.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  await ProjectionRunner.migrate(database.url);
  await makeTaken(pool);
});
beforeEach(() => forgetTaken(pool));
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const withFirst = (records: readonly IncomingRecord[], change: Partial<IncomingRecord>): IncomingRecord[] =>
  records.map((one) => (one.offset === 0 ? { ...one, ...change } : one));

const taken = (stream?: string) => takenIn(pool, stream);
const resume = (next: number, first = 0) => feed().resume(at, { first, next });
const said: string[] = [];
const feed = () => new ProjectionFeed(pool, projection, (line) => said.push(line), 0);
const parked = () => new ParkedStreams(pool, [projection]);

describe('a read model that is fed by records', () => {
  it('applies every event once, and resumes after the last one', async () => {
    await feed().take(batch(chain('abab')));
    await feed().take(batch(chain('abab')));
    await feed().take(batch(chain('ababcc')));
    expect([await taken(), await resume(6)]).toEqual([[1, 2, 3, 4, 5, 6], 6]);
  });

  it('applies every event once however records are divided and repeated (R6)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 20 }),
        async (cuts, streams) => {
          await pool.query('TRUNCATE taken, platform.feed_offset, platform.feed_position');
          const all = chain(streams);
          let reached = 0;
          for (const [back, forward] of [...cuts, [20, 20] as const]) {
            const from = Math.max(0, reached - back);
            const to = Math.min(all.length, Math.max(from, reached) + forward);
            if (to <= from) continue;
            await feed().take(batch(all.slice(from, to)));
            reached = Math.max(reached, to);
          }
          expect(await taken()).toEqual(all.slice(0, reached).map(({ place }) => place?.position));
        },
      ),
      { numRuns: 30, seed: 8 },
    );
  });

  it('keeps regions apart', async () => {
    await feed().take(batch([record(0, 4, 0), record(1, 2, 0, 'a', 'fryslan'), record(2, 9, 4)]));
    await feed().take(batch([record(3, 3, 2, 'b', 'fryslan')]));
    expect(await taken()).toEqual([4, 2, 9, 3]);
  });

  it('(f) parks the stream of an event that cannot be applied, rolls back its changes, and continues with other streams (R16)', async () => {
    broken.add(2);
    await feed().take(batch(chain('abab')));
    await feed().take(batch(chain('ababcb').slice(4)));
    expect(await taken()).toEqual([1, 3, 5]);
    expect(await parked().list()).toMatchObject([
      {
        consumer: 'notes.v1',
        stream: 'zhz.note-b',
        position: 2,
        reason: 'TypeError: no place for 2',
        attempts: 1,
        waiting: 2,
      },
    ]);
    expect(await resume(6)).toBe(6);
    expect(said.at(-1)).toBe(
      'notes.v1: stream zhz.note-b is parked: TypeError: no place for 2; run regieboek parked list',
    );
  });

  it('applies waiting records, in order, once the stream is retried', async () => {
    broken.add(2).add(4);
    await feed().take(batch(chain('ababb')));
    expect(await parked().retry('zhz.note-b')).toEqual([{ applied: 0, reason: 'TypeError: no place for 2' }]);
    broken.delete(2);
    expect(await parked().retry('zhz.note-b')).toEqual([{ applied: 1, reason: 'TypeError: no place for 4' }]);
    expect(await parked().list()).toMatchObject([{ position: 4, waiting: 1 }]);
    broken.clear();
    expect(await parked().retry('zhz.note-b')).toEqual([{ applied: 2, reason: null }]);
    expect([await taken('b'), await parked().list()]).toEqual([[2, 4, 5], []]);
    await feed().take(batch(chain('ababbb').slice(5)));
    expect(await taken('b')).toEqual([2, 4, 5, 6]);
    expect(await parked().retry('zhz.note-b')).toBeUndefined();
  });

  it('continues without a skipped record, and keeps that record with the reason', async () => {
    broken.add(2);
    await feed().take(batch(chain('abb')));
    expect(await parked().skip('zhz.note-b', 'sent twice, agreed with SOJ')).toEqual([{ applied: 1, reason: null }]);
    const { rows } = await pool.query('SELECT position, status, reason FROM platform.parked');
    expect([await taken('b'), await parked().list()]).toEqual([[3], []]);
    expect(rows).toMatchObject([
      { position: '2', status: 'skipped', reason: expect.stringContaining('agreed with SOJ') },
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['another type of event', JSON.stringify({ type: 'com.example.x' })],
    ['nothing', ''],
  ])('parks a record that cannot be read: %s', async (_, value) => {
    await feed().take(batch(withFirst(chain('aba'), { value })));
    expect(await taken()).toEqual([2]);
    expect(await parked().list()).toMatchObject([{ stream: 'zhz.note-a', position: 1, waiting: 1 }]);
    expect(await parked().retry('zhz.note-a')).toMatchObject([
      { applied: 0, reason: expect.stringContaining('Unreadable') },
    ]);
  });

  it('stops at a missing record, and names it', async () => {
    const all = chain('abcd');
    const own = feed();
    await own.take(batch(all.slice(0, 1)));
    const missing = own.take(batch(all.slice(2)));
    await expect(missing).rejects.toThrow(FeedStopped);
    await expect(missing).rejects.toThrow(/region zhz continues after position 2, but notes\.v1 is at 1/);
    expect([await taken(), own.stopped.get('notes/0')]).toEqual([[1], expect.stringContaining('records are missing')]);
    expect(said.at(-1)).toMatch(/^notes\.v1: Partition 0 of notes stops: .*records are missing/);
  });

  it('stops at a record without a position', async () => {
    await expect(feed().take(batch(withFirst(chain('a'), { place: undefined })))).rejects.toThrow(/has no position/);
  });

  it('stops at a topic that was recreated, whether it is shorter or starts again', async () => {
    await feed().take(batch(chain('abab')));
    await expect(resume(3)).rejects.toThrow(/at offset 4 but the partition ends at 3/);
    await expect(feed().take(batch([record(0, 17, 0)]))).rejects.toThrow(/offset 0 was applied before/);
    expect(await taken()).toEqual([1, 2, 3, 4]);
  });

  it('waits for a partition that seems too short: a broker that starts knows its end later', async () => {
    await feed().take(batch(chain('abab')));
    const patient = new ProjectionFeed(pool, projection, (line) => said.push(line));
    await expect(patient.resume(at, { first: 0, next: 3 })).rejects.not.toBeInstanceOf(FeedStopped);
    expect([patient.stopped.size, await patient.resume(at, { first: 0, next: 4 })]).toEqual([0, 4]);
  });

  it('stops at a topic that no longer has the records it needs', async () => {
    await expect(resume(9, 5)).rejects.toThrow(/begins at 5/);
  });

  it('(c) leaves everything as it was when the database goes away, and parks nothing', async () => {
    const away: Projection = {
      name: 'notes.v1',
      contexts: ['finance'],
      schema: 'public',
      tables: ['taken'],
      async apply(_, transaction) {
        await transaction.query(`INSERT INTO taken VALUES ('x', 1)`);
        throw Object.assign(new Error('the server is going down'), { code: '57P01' });
      },
    };
    await expect(new ProjectionFeed(pool, away).take(batch(chain('ab')))).rejects.toThrow('going down');
    expect([await taken(), await parked().list(), await resume(2)]).toEqual([[], [], 0]);
  });
});
