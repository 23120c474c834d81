import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase } from '../testing/index.js';
import { HealthController } from './health.controller.js';

describe('health', () => {
  it('is ready while the database answers, and says 503 when it does not; live it is all the while', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const health = new HealthController(pool);
    expect(await health.ready()).toEqual({ status: 'ready' });
    await database.stop();
    await expect(health.ready()).rejects.toMatchObject({ status: 503, code: 'database-away' });
    expect(health.live()).toEqual({ status: 'live' });
    await pool.end();
  });

  it('is not ready when the database takes more than three seconds', async () => {
    const database = await startTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const slow = pool.query('SELECT pg_sleep(10)').catch(() => undefined);
    const started = performance.now();
    await expect(new HealthController(pool).ready()).rejects.toMatchObject({ status: 503 });
    expect(performance.now() - started).toBeLessThan(9_000);
    await database.stop();
    await slow;
    await pool.end();
  });
});
