import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog, MemoryStore } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { CheckpointAhead, OtherLog } from './checkpoints.js';
import type { Projection } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';

let database: TestDatabase;
let pool: pg.Pool;
let log: MemoryEventLog;
let told: number;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  await Promise.all([ProjectionRunner.migrate(database.url), ProjectionRunner.migrate(database.url)]);
  await pool.query('CREATE TABLE seen (region text, position bigint)');
});
beforeEach(async () => {
  await pool.query('TRUNCATE seen, platform.checkpoint');
  log = new MemoryEventLog();
  told = 0;
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

async function tell(count: number, region = 'zhz'): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    told += 1;
    await log.append(`${region}.note-${told}`, 'none', [{ id: eventId(`note ${told}`, 0), type: 'note', data: {} }]);
  }
}

/** Writes down the position of every event; `before` runs first and may throw. */
const seeing = (before: (position: number) => void = () => undefined, name = 'seen.v1'): Projection => ({
  name,
  contexts: ['finance'],
  schema: 'public',
  tables: ['seen'],
  async apply(events, transaction) {
    for (const { region, position } of events) {
      await transaction.query('INSERT INTO seen VALUES ($1, $2)', [region, position]);
      before(position);
    }
  },
});

const seen = async (region = 'zhz'): Promise<number[]> => {
  const { rows } = await pool.query<{ position: string }>(
    'SELECT position FROM seen WHERE region = $1 ORDER BY position',
    [region],
  );
  return rows.map(({ position }) => Number(position));
};
const checkpoint = async (consumer = 'seen.v1'): Promise<number | undefined> => {
  const { rows } = await pool.query<{ position: string }>(
    `SELECT position FROM platform.checkpoint WHERE consumer = $1 AND region = 'zhz'`,
    [consumer],
  );
  return rows[0] && Number(rows[0].position);
};

describe('a read model', () => {
  it('follows the log of one region, and every event once', async () => {
    const runner = new ProjectionRunner(log, pool);
    await tell(3);
    await tell(1, 'fryslan');
    await runner.catchUp(seeing(), 'zhz');
    await runner.catchUp(seeing(), 'zhz');
    await tell(2);
    await runner.catchUp(seeing(), 'zhz');
    expect([await seen(), await seen('fryslan'), await checkpoint()]).toEqual([[1, 2, 3, 4, 5], [], 5]);
  });

  it('(c) (f) that throws reports it, leaves rows and checkpoint unchanged, and applies the events later (R6)', async () => {
    const runner = new ProjectionRunner(log, pool);
    await tell(2);
    await runner.catchUp(seeing(), 'zhz');
    await tell(3);
    const breaking = seeing((position) => {
      if (position === 4) throw new Error('a table is full');
    });
    await expect(runner.catchUp(breaking, 'zhz')).rejects.toThrow('a table is full');
    expect([await seen(), await checkpoint()]).toEqual([[1, 2], 2]);
    await runner.catchUp(seeing(), 'zhz');
    expect([await seen(), await checkpoint()]).toEqual([[1, 2, 3, 4, 5], 5]);
  });

  it('that throws does not hold up the question after it', async () => {
    const runner = new ProjectionRunner(log, pool);
    await tell(1);
    const outcomes = await Promise.allSettled([
      runner.catchUp(
        seeing(() => {
          throw new Error('once');
        }),
        'zhz',
      ),
      runner.catchUp(seeing(), 'zhz'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await seen()).toEqual([1]);
  });

  it('resumes at its checkpoint in another process', async () => {
    await tell(2);
    await new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    await tell(1);
    await new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    expect(await seen()).toEqual([1, 2, 3]);
  });

  it('under a new name is built from the first event', async () => {
    const runner = new ProjectionRunner(log, pool);
    await tell(2);
    await runner.catchUp(seeing(), 'zhz');
    await pool.query('TRUNCATE seen');
    await runner.catchUp(
      seeing(() => undefined, 'seen.v2'),
      'zhz',
    );
    expect([await seen(), await checkpoint('seen.v2')]).toEqual([[1, 2], 2]);
  });

  it('of two processes at once applies every event once', async () => {
    await tell(40);
    const runners = [new ProjectionRunner(log, pool), new ProjectionRunner(log, pool)];
    await Promise.all([...runners, ...runners].map((runner) => runner.catchUp(seeing(), 'zhz')));
    expect(await seen()).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('applies more events than fit in one batch', async () => {
    const events = Array.from({ length: 2_500 }, (_, i) => ({ id: eventId('many', i), type: 'note', data: {} }));
    await log.append('zhz.note-many', 'none', events);
    let batches = 0;
    const counting: Projection = {
      name: 'counting.v1',
      contexts: ['finance'],
      schema: 'public',
      tables: ['seen'],
      async apply() {
        batches += 1;
      },
    };
    await new ProjectionRunner(log, pool).catchUp(counting, 'zhz');
    expect([batches, await checkpoint('counting.v1')]).toEqual([2, 2_500]);
  });

  it('refuses a log that is as long and is another one, naming both, and changes nothing', async () => {
    await tell(3);
    await new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    log = new MemoryEventLog();
    told += 10;
    await tell(4);
    const restored = new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    await expect(restored).rejects.toThrow(OtherLog);
    await expect(restored).rejects.toThrow(/seen\.v1 of region zhz is at 3, where the log has a different event/);
    expect([await seen(), await checkpoint()]).toEqual([[1, 2, 3], 3]);
  });

  it('does not take the head of a lagging node for the end of the log', async () => {
    /** A log on a cluster: the first node asked does not have the last event yet. */
    class Behind extends MemoryEventLog {
      override async head(region: string): Promise<number> {
        return (await super.head(region)) - 1;
      }
    }
    const store = new MemoryStore();
    log = new MemoryEventLog({ store });
    await tell(3);
    await new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    await new ProjectionRunner(new Behind({ store }), pool).catchUp(seeing(), 'zhz');
    expect([await seen(), await checkpoint()]).toEqual([[1, 2, 3], 3]);
  });

  it('refuses a log that ends before its checkpoint, naming both, and changes nothing', async () => {
    await tell(3);
    await new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    log = new MemoryEventLog();
    await tell(1);
    const restored = new ProjectionRunner(log, pool).catchUp(seeing(), 'zhz');
    await expect(restored).rejects.toThrow(CheckpointAhead);
    await expect(restored).rejects.toThrow(/seen\.v1 of region zhz is at 3, but the log ends at 1/);
    expect([await seen(), await checkpoint()]).toEqual([[1, 2, 3], 3]);
  });
});
