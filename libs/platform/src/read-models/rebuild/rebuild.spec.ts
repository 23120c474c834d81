import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { FeedBarrier } from '../../feeds/feed-barrier.js';
import { CheckpointAhead, OtherLog } from '../../projections/checkpoints.js';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import { forgetNotes, notes, seen } from '../../../test/notes.js';
import { readModelStates } from './read-model-list.js';
import { ReadModelRebuild, type RebuildOptions, type RebuildStep } from './rebuild.js';

let database: TestDatabase;
let pool: pg.Pool;
let log: MemoryEventLog;
let runner: ProjectionRunner;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 12 });
  await ProjectionRunner.migrate(database.url);
});
beforeEach(async () => {
  await forgetNotes(pool);
  log = new MemoryEventLog();
  runner = new ProjectionRunner(log, pool);
  told = 0;
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

let told = 0;
async function tell(count: number, region = 'zhz'): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    told += 1;
    const event = { id: eventId(`note ${told}`, 0), type: 'finance.noted.v1', data: {} };
    await log.append(`${region}.note-${told}`, 'none', [event]);
  }
}

const topicOf = (context: string) => ({ topic: context, partitions: 3 });
function rebuild(options: Partial<RebuildOptions> = {}, of = notes) {
  const feeds = { topicOf, barrier: new FeedBarrier(log, pool, topicOf) };
  return new ReadModelRebuild(log, pool, feeds).rebuild(of, {
    region: undefined,
    version: '1',
    fromScratch: false,
    onStep: () => undefined,
    ...options,
  });
}

const rows = async (text: string): Promise<unknown[]> => (await pool.query<Record<string, unknown>>(text)).rows;
const tables = () =>
  rows('SELECT region, position::int, word FROM own.note JOIN own.word USING (region, position) ORDER BY 1, 2, 3');
const checkpoints = () => rows('SELECT consumer, region, position::int FROM platform.checkpoint ORDER BY 1, 2');
const leftOver = () =>
  rows(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'own_next' UNION ALL
        SELECT consumer FROM platform.rebuild`);

/** Steps of a rebuild, and something to do at one of them. */
const at = (step: RebuildStep['step'], work: () => void) => ({
  onStep: (one: RebuildStep) => {
    if (one.step === step) work();
  },
});

describe('a rebuilt read model', () => {
  it('has the tables and checkpoints of the live one, and leaves no shadow tables', async () => {
    await tell(5);
    await tell(3, 'fryslan');
    for (const region of ['zhz', 'fryslan']) await runner.catchUp(notes, region);
    const before = [await tables(), await checkpoints()];
    expect(await rebuild()).toEqual({ regions: ['fryslan', 'zhz'], fed: false });
    expect([await tables(), await checkpoints()]).toEqual(before);
    expect(await leftOver()).toEqual([]);
  });

  it('repairs damaged tables, and continues to follow the log', async () => {
    await tell(4);
    await runner.catchUp(notes, 'zhz');
    const before = await tables();
    await pool.query('DELETE FROM own.word WHERE position = 2; UPDATE own.note SET position = 99 WHERE position = 3');
    await rebuild();
    expect(await tables()).toEqual(before);
    await tell(1);
    await runner.catchUp(notes, 'zhz');
    expect(await tables()).toHaveLength(10);
  });

  it('has the indexes and the privileges of the live one', async () => {
    await pool.query(`DO $$ BEGIN CREATE ROLE rebuild_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
      GRANT SELECT ON own.word TO rebuild_reader`);
    const shape = () =>
      rows(`SELECT indexdef AS text FROM pg_indexes WHERE schemaname = 'own' UNION ALL
        SELECT grantee || ' ' || privilege_type FROM information_schema.role_table_grants
        WHERE table_schema = 'own' AND grantee = 'rebuild_reader' ORDER BY 1`);
    const before = await shape();
    await tell(1);
    await rebuild();
    expect(await shape()).toEqual(before);
    expect(before).toHaveLength(4);
  });

  it('of one region changes nothing of another', async () => {
    await tell(2);
    await tell(2, 'fryslan');
    for (const region of ['zhz', 'fryslan']) await runner.catchUp(notes, region);
    await pool.query('DELETE FROM own.word');
    expect(await rebuild({ region: 'zhz' })).toEqual({ regions: ['zhz'], fed: false });
    expect(await rows('SELECT DISTINCT region FROM own.word')).toEqual([{ region: 'zhz' }]);
    expect(await leftOver()).toEqual([]);
  });

  it('is reported step by step, and listed with its progress', async () => {
    await tell(3);
    const steps: RebuildStep[] = [];
    await rebuild({ onStep: (step) => steps.push(step) });
    expect(steps).toEqual([
      { step: 'begun', goesOn: false },
      { step: 'applied', region: 'zhz', position: 3, head: 3 },
      { step: 'switching' },
    ]);
    await tell(1);
    expect(await readModelStates({ log, pool }, [notes])).toEqual([
      {
        ...{ name: 'own.notes.v1', contexts: ['finance'], tables: ['own.note', 'own.word'], region: 'zhz', fed: false },
        ...{ position: 3, head: 4, rebuiltUpTo: null },
      },
    ]);
  });
});

describe('while a read model is rebuilt', () => {
  it('readers see all of it at every moment, and writers go on (R15)', async () => {
    await tell(300);
    await runner.catchUp(notes, 'zhz');
    const halves = new Set<string>();
    let isOver = false;
    const read = async (): Promise<void> => {
      while (!isOver) {
        // Read committed, as every query of the product: notes with two words each, never fewer than there were.
        const { rows: found } = await pool.query<{ notes: number; words: number }>(
          `SELECT (SELECT count(*)::int FROM own.note) AS notes, (SELECT count(*)::int FROM own.word) AS words`,
        );
        for (const { notes: n, words } of found) {
          if (n < 300 || words !== 2 * n) halves.add(`${n} notes with ${words} words`);
        }
      }
    };
    const write = async (): Promise<void> => {
      while (!isOver) {
        await tell(1);
        await runner.catchUp(notes, 'zhz');
      }
    };
    const work = [read(), read(), read(), write()];
    for (let i = 0; i < 5; i += 1) await rebuild();
    isOver = true;
    await Promise.all(work);
    expect([...halves]).toEqual([]);
    expect(await rows('SELECT count(*)::int AS n FROM own.note')).toEqual([{ n: told }]);
  });

  it('events and regions that are recorded meanwhile are in it', async () => {
    await tell(2);
    await runner.catchUp(notes, 'zhz');
    const work: Promise<void>[] = [];
    const meanwhile = async (): Promise<void> => {
      await tell(2);
      await tell(1, 'fryslan');
      for (const region of ['zhz', 'fryslan']) await runner.catchUp(notes, region);
    };
    await rebuild(at('begun', () => work.push(meanwhile())));
    await Promise.all(work);
    for (const region of ['zhz', 'fryslan']) await runner.catchUp(notes, region);
    expect(await tables()).toHaveLength(10);
  });

  it('waits for a query that reads the live tables, and does not end it', async () => {
    await tell(1);
    await runner.catchUp(notes, 'zhz');
    const reader = await pool.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT * FROM own.word');
    let waited = 0;
    const done = rebuild(at('waiting', () => (waited += 1)));
    while (waited < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await reader.query('SELECT * FROM own.note')).rowCount).toBe(1);
    await reader.query('COMMIT');
    reader.release();
    await done;
    expect(await leftOver()).toEqual([]);
  });

  it('another rebuild of it is refused, with the remedy', async () => {
    await tell(1);
    const reader = await pool.connect();
    await reader.query('BEGIN; SELECT * FROM own.word');
    const { promise: isWaiting, resolve } = Promise.withResolvers<void>();
    const first = rebuild(at('waiting', resolve));
    await isWaiting;
    await expect(rebuild()).rejects.toThrow('own.notes.v1 is being rebuilt by another process: wait for it');
    await reader.query('COMMIT');
    reader.release();
    await first;
  });
});

describe('a rebuild that stops half-way', () => {
  const interrupted = async (): Promise<unknown[]> => {
    await tell(2_500);
    await runner.catchUp(notes, 'zhz');
    const before = await tables();
    seen.broken = 2_400;
    seen.applied = [];
    await expect(rebuild()).rejects.toThrow('it cannot be applied');
    seen.broken = undefined;
    seen.applied = [];
    return before;
  };

  it('leaves the live tables, and the next one resumes where it stopped', async () => {
    const before = await interrupted();
    expect(await tables()).toEqual(before);
    expect(await readModelStates({ log, pool }, [notes])).toMatchObject([{ position: 2_500, rebuiltUpTo: 2_000 }]);
    const steps: RebuildStep[] = [];
    await rebuild({ onStep: (step) => steps.push(step) });
    expect([steps[0], seen.applied[0]]).toEqual([{ step: 'begun', goesOn: true }, 2_001]);
    expect(await tables()).toEqual(before);
  });

  it.each<[string, Partial<RebuildOptions>]>([
    ['by another version of the program', { version: '2' }],
    ['from scratch', { fromScratch: true }],
    ['for one region', { region: 'zhz' }],
  ])('starts over %s', async (_, options) => {
    const before = await interrupted();
    await rebuild(options);
    expect(seen.applied[0]).toBe(1);
    expect(await tables()).toEqual(before);
  });

  it('starts over when the live tables were changed by a migration', async () => {
    await interrupted();
    await pool.query('ALTER TABLE own.note ADD COLUMN text text');
    await rebuild();
    expect(seen.applied[0]).toBe(1);
    expect(await rows('SELECT count(text)::int AS n FROM own.note')).toEqual([{ n: 0 }]);
  });
});

describe('a rebuild is refused, and the live tables stay as they are', () => {
  it('when the log is another one, shorter or longer', async () => {
    await tell(3);
    await runner.catchUp(notes, 'zhz');
    const before = await tables();
    log = new MemoryEventLog();
    await tell(1);
    await expect(rebuild()).rejects.toThrow(CheckpointAhead);
    await tell(4);
    await expect(rebuild()).rejects.toThrow(OtherLog);
    expect([await tables(), await leftOver()]).toEqual([before, []]);
  });

  it('when views depend on its tables, unless one region is rebuilt', async () => {
    await tell(1);
    await runner.catchUp(notes, 'zhz');
    await pool.query('CREATE VIEW own.words AS SELECT word FROM own.word');
    await expect(rebuild()).rejects.toThrow('views depend on the tables of own.notes.v1');
    await rebuild({ region: 'zhz' });
    expect(await rows('SELECT * FROM own.words')).toHaveLength(2);
  });

  it('when its tables are not there, or the log has no such region', async () => {
    await tell(1);
    await expect(rebuild({ region: 'drenthe' })).rejects.toThrow('the log has no region drenthe');
    await expect(rebuild({}, { ...notes, tables: ['note', 'gone'] })).rejects.toThrow('start the service once');
  });
});
