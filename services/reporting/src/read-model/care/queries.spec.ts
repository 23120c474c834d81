import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { eventId, MemoryEventLog, type Recorded } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { replay } from '@regieboek/journal';
import { regions, type StoryEvent } from '@regieboek/journal/testing';
import { sized } from '@regieboek/kernel/testing';
import { contractsCopyIn, openReadModels, ProjectionRunner } from '@regieboek/platform';
import { careIn } from '../../../test/care-in.js';
import { reportingTables } from '../index.js';
import { careProjection } from './projection.js';
import { CareQueries } from './queries.js';

let database: TestDatabase;
let pool: pg.Pool;
let source: DataSource;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  await ProjectionRunner.migrate(database.url);
  const copy = contractsCopyIn('reporting');
  source = await openReadModels(database.url, {
    schema: 'reporting',
    entities: [...copy.entities, ...reportingTables.entities],
    migrations: [...copy.migrations, ...reportingTables.migrations],
  });
});
afterAll(async () => {
  await source.destroy();
  await pool.end();
  await database.stop();
});

/** Empties the read model, then appends the events to the log in order. */
async function toldTo(log: MemoryEventLog, events: readonly StoryEvent[]): Promise<void> {
  await pool.query('TRUNCATE platform.checkpoint, reporting.care, reporting.care_youth, reporting.care_contract');
  const next = new Map<string, number>();
  for (const { stream, type, data, position } of events) {
    const revision = next.get(stream) ?? -1;
    await log.append(stream, revision < 0 ? 'none' : revision, [{ id: eventId(stream, position), type, data }]);
    next.set(stream, revision + 1);
  }
}

const rows = async (): Promise<unknown[]> =>
  (await pool.query<{ row: string }>('SELECT c::text AS row FROM reporting.care c ORDER BY 1')).rows;

describe('the read model of care', () => {
  it('has the same youths and contracts of a region as a replay of its log, in the same order', async () => {
    let care = 0;
    await fc.assert(
      fc.asyncProperty(regions, async ({ events }) => {
        const log = new MemoryEventLog();
        await toldTo(log, events);
        const queries = new CareQueries(source, new ProjectionRunner(log, pool));
        const history = await replay(log, 'zhz');
        const found = await queries.youths('zhz');
        expect(found).toEqual(careIn(history));
        expect(await queries.contracts('zhz')).toEqual([...history.contracts.values()]);
        care += found.reduce((sum, one) => sum + one.care.length, 0);
      }),
      { seed: 20261130, numRuns: sized(25, 150) },
    );
    expect(care).toBeGreaterThan(sized(25, 150));
  });

  it('does not depend on the batches of events or the order of contexts', async () => {
    await fc.assert(
      fc.asyncProperty(regions, fc.integer({ min: 1, max: 7 }), async ({ events }, size) => {
        const log = new MemoryEventLog();
        await toldTo(log, events);
        const queries = new CareQueries(source, new ProjectionRunner(log, pool));
        await queries.youths('zhz');
        const [before, contracts] = [await rows(), await queries.contracts('zhz')];
        const recorded: Recorded[] = [];
        for await (const batch of log.readRegion('zhz')) recorded.push(...batch);
        const of = (context: string) => recorded.filter(({ type }) => type.startsWith(`${context}.`));
        for (const order of [
          recorded,
          [...of('placements'), ...of('contracts')],
          [...of('contracts'), ...of('placements')],
        ]) {
          await pool.query('TRUNCATE reporting.care, reporting.care_youth, reporting.care_contract');
          const client = await pool.connect();
          for (let at = 0; at < order.length; at += size)
            await careProjection.apply(order.slice(at, at + size), client, 'reporting');
          client.release();
          expect(await rows()).toEqual(before);
          expect(await queries.contracts('zhz')).toEqual(contracts);
        }
      }),
      { seed: 20261201, numRuns: sized(8, 60) },
    );
  });
});
