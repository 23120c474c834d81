import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { cloudEventOf, eventId, type IncomingRecord, type Recorded } from '@regieboek/eventing';
import type { Assignment } from '@regieboek/events';
import { financeFeedProjections } from '@regieboek/finance';
import { ProjectionFeed, ProjectionRunner } from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { command } from './printed.js';

const assignment = {
  youth: '00000000-0000-4000-8000-000000000001',
  municipality: '0505',
  provider: '99990001',
  number: 7,
  decidedAt: '2024-01-01T10:00:00',
  category: '45',
  code: '45A04',
  from: '2024-01-01',
  to: null,
  volume: 1,
  unit: '04',
  frequency: '2',
  budgetCents: null,
  reason: null,
} as Assignment;

/** A record of the feed of placements; the first of its stream is of a version nobody here knows. */
function record(offset: number, type: string, data: unknown): IncomingRecord {
  const event: Recorded = {
    region: 'zhz',
    position: offset + 1,
    stream: 'zhz.assignment-0505-7',
    revision: offset,
    id: eventId('parked', offset),
    type,
    data,
    meta: {},
    recordedAt: '2026-01-01T00:00:00.000Z',
  };
  const place = { region: 'zhz', position: event.position, previous: offset };
  return { offset, key: event.stream, place, value: cloudEventOf(event, offset) };
}

describe('parked streams', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    await ProjectionRunner.migrate(database.url);
    const projection = financeFeedProjections.find(({ name }) => name === 'finance.assignments.v1');
    if (!projection) throw new Error('finance follows no assignments');
    const records = [
      record(0, 'placements.assignment-decided.v9', {}),
      record(1, 'placements.assignment-decided.v1', assignment),
    ];
    await new ProjectionFeed(pool, projection).take({ topic: 'regieboek.placements', partition: 0, records, next: 2 });
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const parked = (...argv: string[]) => command('parked', ...argv, '--database', database.url);

  it('are listed with the reason and the number of waiting events', async () => {
    const { lines, code } = await parked('list');
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/zhz\.assignment-0505-7 +finance\.assignments\.v1 +1 +1 +1 .*UnknownEvent: .*v9/);
    expect((await parked('list', '--json')).json).toMatchObject([[{ position: 1, waiting: 1 }]]);
  });

  it('stay parked while the cause is not repaired', async () => {
    const { code, errors, lines } = await parked('retry', 'zhz.assignment-0505-7');
    expect([code, lines.join()]).toEqual([1, expect.stringContaining('0 records applied, then parked again')]);
    expect(errors).toContain('is still parked');
  });

  it('are skipped only with a reason, and waiting events are processed when possible', async () => {
    expect(await parked('skip', 'zhz.assignment-0505-7')).toMatchObject({ code: 2 });
    const skipped = await parked('skip', 'zhz.assignment-0505-7', '--reason', 'a test of version 9');
    expect([skipped.code, skipped.lines.join()]).toEqual([1, expect.stringContaining('finance.assignment')]);
    await pool.query(`
      CREATE SCHEMA finance;
      CREATE TABLE finance.assignment (
        region text, municipality text, number int, assignment jsonb, PRIMARY KEY (region, municipality, number)
      )`);
    expect(await parked('retry', 'zhz.assignment-0505-7')).toMatchObject({
      code: 0,
      lines: ['zhz.assignment-0505-7: 1 record applied'],
    });
    expect((await parked('list')).lines).toEqual(['nothing is parked']);
    const { rows } = await pool.query<{ assignment: unknown }>('SELECT assignment FROM finance.assignment');
    expect(rows).toEqual([{ assignment }]);
  });

  it('belong to a service: without its database there is nothing to list', async () => {
    const before = process.env['DATABASE_URL'];
    delete process.env['DATABASE_URL'];
    expect(await command('parked', 'list')).toMatchObject({ code: 1, errors: expect.stringContaining('--database') });
    if (before !== undefined) process.env['DATABASE_URL'] = before;
    expect(await parked('retry', 'zhz.nothing-1')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('zhz.nothing-1 is not parked'),
    });
  });
});
