import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ProjectionRunner } from '../projections/projection-runner.js';
import { PostgresRelayStore } from './relay-store.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await ProjectionRunner.migrate(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const positions = fc.maxSafeNat();
const state = fc.record({
  position: positions,
  eventId: fc.option(fc.uuid()),
  sent: fc.array(positions, { maxLength: 8 }),
});

describe('how far a relay is', () => {
  it('is unknown before it sent anything', async () => {
    expect(await new PostgresRelayStore(pool).load('to.finance', 'zhz')).toBeUndefined();
  });

  it('is what it kept last, for its own topic and region, also in another process', async () => {
    const places = fc.record({ topic: fc.constantFrom('to.finance', 'to.care'), region: fc.constantFrom('a', 'b') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(places, state), { minLength: 1, maxLength: 6 }), async (saved) => {
        await pool.query('TRUNCATE platform.relay');
        const last = new Map<string, unknown>();
        for (const [{ topic, region }, one] of saved) {
          await new PostgresRelayStore(pool).save(topic, region, one);
          last.set(`${topic} ${region}`, one);
        }
        for (const topic of ['to.finance', 'to.care'])
          for (const region of ['a', 'b'])
            expect(await new PostgresRelayStore(pool).load(topic, region)).toEqual(last.get(`${topic} ${region}`));
      }),
      { seed: 62, numRuns: 20 },
    );
  });
});
