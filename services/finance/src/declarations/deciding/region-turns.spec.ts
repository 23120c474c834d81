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

/** Turns of a process of its own, whose statements may take this long. */
function turnsOfProcess(withinMs = 60_000): RegionTurns {
  const pool = new pg.Pool({ connectionString: database.url, max: 4, statement_timeout: withinMs });
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

  it('are refused for now, with place and remedy, when another process takes too long', async () => {
    let end = (): void => undefined;
    const first = turnsOfProcess().take('zhz', () => new Promise<void>((resolve) => (end = resolve)));
    await delay(100);
    const refused = turnsOfProcess(200).take('zhz', async () => 'decided');
    await expect(refused).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('region zhz'),
      inDutch: expect.stringContaining('bied dit later opnieuw aan'),
    });
    end();
    await first;
  });

  it('are free again after one that fails', async () => {
    const turns = turnsOfProcess();
    await expect(turns.take('zhz', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await turnsOfProcess().take('zhz', async () => 'decided')).toBe('decided');
  });
});
