import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import pg from 'pg';
import { RegionTurns } from './region-turns.js';

let database: TestDatabase;
const pools: pg.Pool[] = [];
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.stop();
});

/** Turns of a process of its own. */
function turnsOfProcess(): RegionTurns {
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pools.push(pool);
  return new RegionTurns(pool);
}

describe('declarations of a region', () => {
  it('are decided one at a time by two processes, and those of another region meanwhile', async () => {
    const [one, other] = [turnsOfProcess(), turnsOfProcess()];
    const order: string[] = [];
    const first = one.take('zhz', async () => {
      order.push('first begins');
      await delay(300);
      order.push('first ends');
    });
    await delay(100);
    const second = other.take('zhz', async () => void order.push('second'));
    await other.take('wbo', async () => void order.push('other region'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'other region', 'first ends', 'second']);
  });

  it('are free again after one that fails', async () => {
    const turns = turnsOfProcess();
    await expect(turns.take('zhz', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await turnsOfProcess().take('zhz', async () => 'decided')).toBe('decided');
  });
});
