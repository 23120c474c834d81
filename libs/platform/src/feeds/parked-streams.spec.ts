import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { batchOf, broken, chain, forgetTaken, makeTaken, takenIn, takenNotes } from '../../test/fed-notes.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import { ParkedStreams } from './parked-streams.js';
import { ProjectionFeed } from './projection-feed.js';

let database: TestDatabase;
let pool: pg.Pool;
let parked: ParkedStreams;
let feed: ProjectionFeed;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  await ProjectionRunner.migrate(database.url);
  await makeTaken(pool);
});
beforeEach(async () => {
  await forgetTaken(pool);
  parked = new ParkedStreams(pool, [takenNotes]);
  feed = new ProjectionFeed(pool, takenNotes, () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const STREAMS = ['a', 'b', 'c'] as const;
type Stream = (typeof STREAMS)[number];

/** What is expected of one stream: those of its records that were applied or skipped, and those that wait. */
interface Expected {
  readonly done: number[];
  readonly waiting: number[];
}

/** A model of feeds in a few lines: records of a stream go on until the first that is broken. */
class Model {
  private readonly streams = new Map<Stream, Expected>(STREAMS.map((one) => [one, { done: [], waiting: [] }]));

  of(stream: Stream): Expected {
    return this.streams.get(stream) ?? { done: [], waiting: [] };
  }

  take(stream: Stream, position: number): void {
    const { done, waiting } = this.of(stream);
    if (waiting.length > 0 || broken.has(position)) waiting.push(position);
    else done.push(position);
  }

  retry(stream: Stream): void {
    const { done, waiting } = this.of(stream);
    const stop = waiting.findIndex((position) => broken.has(position));
    done.push(...waiting.splice(0, stop < 0 ? waiting.length : stop));
  }

  skip(stream: Stream): void {
    this.of(stream).waiting.shift();
    this.retry(stream);
  }
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('take' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('retry' as const), stream: fc.constantFrom(...STREAMS) }),
  fc.record({ kind: fc.constant('skip' as const), stream: fc.constantFrom(...STREAMS) }),
  fc.record({ kind: fc.constant('break' as const), position: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ kind: fc.constant('repair' as const), position: fc.integer({ min: 1, max: 16 }) }),
);

describe('parked streams', () => {
  it('apply every record once and in order, whatever is received, repaired, retried and skipped (R16)', async () => {
    const streams = fc.string({ unit: fc.constantFrom(...STREAMS), minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(streams, fc.array(act, { maxLength: 14 }), async (all, acts) => {
        await forgetTaken(pool);
        const model = new Model();
        const records = chain(all);
        let reached = 0;
        for (const one of acts) {
          if (one.kind === 'take') {
            const next = records.slice(reached, reached + one.count);
            reached += next.length;
            if (next.length > 0) await feed.take(batchOf(next));
            for (const { offset } of next) model.take(all[offset] as Stream, offset + 1);
          } else if (one.kind === 'break') broken.add(one.position);
          else if (one.kind === 'repair') broken.delete(one.position);
          else if (one.kind === 'retry') {
            await parked.retry(`zhz.note-${one.stream}`);
            model.retry(one.stream);
          } else {
            const found = await parked.skip(`zhz.note-${one.stream}`, 'agreed');
            expect(found !== undefined).toBe(model.of(one.stream).waiting.length > 0);
            model.skip(one.stream);
          }
        }
        const listed = await parked.list();
        for (const stream of STREAMS) {
          const { done, waiting } = model.of(stream);
          expect(await takenIn(pool, stream)).toEqual(done);
          const own = listed.find((one) => one.stream === `zhz.note-${stream}`);
          expect(own && [own.position, own.waiting + 1]).toEqual(waiting[0] && [waiting[0], waiting.length]);
        }
      }),
      { seed: 61, numRuns: 25 },
    );
  });

  it('are told with their place, attempts and since when, those that wait longest first', async () => {
    broken.add(1).add(2);
    await feed.take(batchOf(chain('abb')));
    await parked.retry('zhz.note-b');
    await pool.query(`UPDATE platform.parked SET since = '2026-02-01T10:00:00Z' WHERE position = 1`);
    await pool.query(`UPDATE platform.parked SET since = '2026-01-31T23:30:00-01:00' WHERE position = 2`);
    const place = { consumer: 'notes.v1', topic: 'notes', partition: 0 };
    expect(await parked.list()).toEqual([
      {
        ...place,
        stream: 'zhz.note-b',
        position: 2,
        reason: 'TypeError: no place for 2',
        attempts: 2,
        waiting: 1,
        since: '2026-02-01T00:30:00Z',
      },
      {
        ...place,
        stream: 'zhz.note-a',
        position: 1,
        reason: 'TypeError: no place for 1',
        attempts: 1,
        waiting: 0,
        since: '2026-02-01T10:00:00Z',
      },
    ]);
  });

  it('of one consumer are retried alone when it is named', async () => {
    broken.add(1);
    const other = { ...takenNotes, name: 'other.v1' };
    await feed.take(batchOf(chain('a')));
    await new ProjectionFeed(pool, other, () => undefined).take(batchOf(chain('a')));
    parked = new ParkedStreams(pool, [takenNotes, other]);
    broken.clear();
    expect(await parked.retry('zhz.note-a', 'nobody.v1')).toBeUndefined();
    expect(await parked.retry('zhz.note-a', 'other.v1')).toEqual([{ applied: 1, reason: null }]);
    expect((await parked.list()).map(({ consumer }) => consumer)).toEqual(['notes.v1']);
    expect(await parked.retry('zhz.note-a')).toEqual([{ applied: 1, reason: null }]);
    expect(await takenIn(pool)).toEqual([1, 1]);
  });

  it('of a consumer that this version no longer has stay, with the remedy, until they are skipped', async () => {
    broken.add(1);
    await feed.take(batchOf(chain('aa')));
    const later = new ParkedStreams(pool, []);
    const reason = 'consumer notes.v1 does not exist in this version because it was replaced: skip the record';
    expect(await later.retry('zhz.note-a')).toEqual([{ applied: 0, reason }]);
    expect(await later.skip('zhz.note-a', 'replaced')).toEqual([{ applied: 0, reason }]);
    expect((await later.list()).map(({ position }) => position)).toEqual([2]);
    expect(await later.skip('zhz.note-a', 'replaced')).toEqual([{ applied: 0, reason: null }]);
    expect([await later.list(), await takenIn(pool)]).toEqual([[], []]);
  });

  it('keep a skipped record whole, with both reasons', async () => {
    broken.add(2);
    await feed.take(batchOf(chain('ab')));
    await parked.skip('zhz.note-b', 'sent twice');
    const { rows } = await pool.query<{ reason: string; value: string }>('SELECT reason, value FROM platform.parked');
    expect(rows).toEqual([{ reason: 'TypeError: no place for 2 | skipped: sent twice', value: chain('ab')[1]?.value }]);
  });

  it('that nobody parked are not there', async () => {
    await feed.take(batchOf(chain('ab')));
    expect([await parked.list(), await parked.retry('zhz.note-a'), await parked.skip('zhz.note-a', 'x')]).toEqual([
      [],
      undefined,
      undefined,
    ]);
  });

  it('retried twice at once apply their records once', async () => {
    broken.add(1);
    await feed.take(batchOf(chain('aaaa')));
    broken.clear();
    await Promise.all([parked.retry('zhz.note-a'), parked.retry('zhz.note-a')]);
    expect([await takenIn(pool), await parked.list()]).toEqual([[1, 2, 3, 4], []]);
  });
});
