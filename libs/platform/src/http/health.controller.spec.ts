import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { noFeeds, type FeedHealth } from '../health.js';
import { Readiness } from '../readiness.js';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { HealthController } from './health.controller.js';

describe('health', () => {
  it('is ready while the database responds, and 503 when it does not; it is live throughout', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const health = new HealthController(new Readiness(pool), noFeeds);
    expect(await health.ready()).toEqual({ status: 'ready', feeds: [], parked: 0 });
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
    await expect(new HealthController(new Readiness(pool), noFeeds).ready()).rejects.toMatchObject({ status: 503 });
    expect(performance.now() - started).toBeLessThan(40_000);
    await database.stop();
    await slow;
    await pool.end();
  });

  it('is degraded while a feed needs an operator, and names the feed and the reason', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const well: FeedHealth = { feed: 'finance.contracts.v1', lag: 3, parked: 0, problems: [] };
    const answer = (feed: FeedHealth) =>
      new HealthController(new Readiness(pool), () => Promise.resolve([well, feed])).ready();
    expect(await answer(well)).toEqual({ status: 'ready', feeds: [well, well], parked: 0 });
    for (const feed of [
      { ...well, lag: null },
      { ...well, parked: 1 },
      { ...well, problems: ['stopped'] },
    ])
      expect(await answer(feed)).toEqual({ status: 'degraded', feeds: [well, feed], parked: 0 });
    const unknown = await new HealthController(new Readiness(pool), () => Promise.reject(new Error('away'))).ready();
    expect(unknown).toMatchObject({ status: 'degraded', feeds: [{ lag: null }] });
    await pool.end();
    await database.stop();
  });

  it('is not ready while any pool that requests use stalls, and degraded while a received message is parked', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const readiness = new Readiness(pool);
    let parked = 1;
    readiness.counts(() => Promise.resolve(parked));
    const health = new HealthController(readiness, noFeeds);
    expect(await health.ready()).toEqual({ status: 'degraded', feeds: [], parked: 1 });
    parked = 0;
    readiness.needs(() => Promise.reject(new Error('stalls')));
    await expect(health.ready()).rejects.toMatchObject({ status: 503, code: 'database-away' });
    await pool.end();
    await database.stop();
  });
});
