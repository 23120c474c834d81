import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { noFeeds, type FeedHealth } from '../health.js';
import { startTestDatabase } from '../testing/index.js';
import { HealthController } from './health.controller.js';

describe('health', () => {
  it('is ready while the database answers, and says 503 when it does not; live it is all the while', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const health = new HealthController(pool, noFeeds);
    expect(await health.ready()).toEqual({ status: 'ready', feeds: [] });
    await database.stop();
    await expect(health.ready()).rejects.toMatchObject({ status: 503, code: 'database-away' });
    expect(health.live()).toEqual({ status: 'live' });
    await pool.end();
  });

  it('is not ready when the database takes more than three seconds', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const slow = pool.query('SELECT pg_sleep(50)').catch(() => undefined);
    const started = performance.now();
    await expect(new HealthController(pool, noFeeds).ready()).rejects.toMatchObject({ status: 503 });
    expect(performance.now() - started).toBeLessThan(40_000);
    await database.stop();
    await slow;
    await pool.end();
  });

  it('is degraded while a feed needs somebody, and says which and why', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const well: FeedHealth = { feed: 'finance.contracts.v1', lag: 3, parked: 0, problems: [] };
    const answer = (feed: FeedHealth) => new HealthController(pool, () => Promise.resolve([well, feed])).ready();
    expect(await answer(well)).toEqual({ status: 'ready', feeds: [well, well] });
    for (const feed of [
      { ...well, lag: null },
      { ...well, parked: 1 },
      { ...well, problems: ['stopped'] },
    ])
      expect(await answer(feed)).toEqual({ status: 'degraded', feeds: [well, feed] });
    const unknown = await new HealthController(pool, () => Promise.reject(new Error('away'))).ready();
    expect(unknown).toMatchObject({ status: 'degraded', feeds: [{ lag: null }] });
    await pool.end();
    await database.stop();
  });
});
