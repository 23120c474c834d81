import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { CheckpointAhead } from '../../projections/checkpoints.js';
import { ProjectionRunner } from '../../projections/projection-runner.js';
import { forgetNotes, notes, seen } from '../../../test/notes.js';
import { prepareBeside } from './beside.js';
import { compareRebuilt } from './compare.js';
import { RebuildRefused } from './rebuild-table.js';

let database: TestDatabase;
let pool: pg.Pool;
let log: MemoryEventLog;
let told = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  await ProjectionRunner.migrate(database.url);
});
beforeEach(async () => {
  await forgetNotes(pool);
  log = new MemoryEventLog();
  await tell(5);
  await new ProjectionRunner(log, pool).catchUp(notes, 'zhz');
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

async function tell(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    told += 1;
    const event = { id: eventId(`note ${told}`, 0), type: 'finance.noted.v1', data: {} };
    await log.append(`zhz.note-${told}`, 'none', [event]);
  }
}

const compare = () => compareRebuilt({ log, pool }, notes);
const same = [
  { table: 'own.note', rows: 5, missing: 0, extra: 0 },
  { table: 'own.word', rows: 10, missing: 0, extra: 0 },
];
const leftOver = async () =>
  (
    await pool.query(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'own_next' UNION ALL
      SELECT consumer FROM platform.rebuild UNION ALL SELECT consumer FROM platform.checkpoint WHERE consumer LIKE '%next'`)
  ).rows;

describe('a read model compared with its rebuild', () => {
  it('has the same rows, also when it is behind the log, and nothing is left of the rebuild', async () => {
    expect(await compare()).toEqual(same);
    await tell(3);
    expect(await compare()).toEqual(same);
    expect(await leftOver()).toEqual([]);
  });

  it('says how many rows differ, in each table', async () => {
    await pool.query(
      `DELETE FROM own.note WHERE position = 2; UPDATE own.word SET word = word || '!' WHERE position < 3`,
    );
    expect(await compare()).toEqual([
      { table: 'own.note', rows: 4, missing: 1, extra: 0 },
      { table: 'own.word', rows: 10, missing: 4, extra: 4 },
    ]);
  });

  it('is refused when it is ahead of the log, or while a rebuild of it is unfinished', async () => {
    await pool.query('UPDATE platform.checkpoint SET position = 99');
    await expect(compare()).rejects.toThrow(CheckpointAhead);
    await pool.query(`INSERT INTO platform.rebuild VALUES ($1, 'x')`, [notes.name]);
    await expect(compare()).rejects.toThrow(RebuildRefused);
    expect(await leftOver()).toEqual([{ table_name: notes.name }]);
  });

  it('uses the tables again that a killed comparison left', async () => {
    const built = { region: undefined, version: 'compared', fromScratch: true };
    const client = await pool.connect();
    await prepareBeside(client, notes, built);
    client.release();
    expect(await leftOver()).not.toEqual([]);
    expect(await compare()).toEqual(same);
    expect(await leftOver()).toEqual([]);
  });

  it('leaves nothing behind when an event cannot be applied', async () => {
    seen.broken = 4;
    await expect(compare()).rejects.toThrow('it cannot be applied');
    expect(await leftOver()).toEqual([]);
  });
});
