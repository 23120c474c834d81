/** Upgrades that are killed at random moments: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Random } from '../src/demo-data/random.js';
import { startChild } from './child.js';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const KILLS = 10;

let ledger: LedgerFolder;
let pool: pg.Pool;
beforeAll(async () => {
  ledger = await ledgerFolder('killed upgrades');
  pool = new pg.Pool({ connectionString: ledger.databaseUrl });
  expect((await command('import', ledger.files)).code).toBe(0);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

/** Columns of all tables, and the migrations that made them. */
async function shape(): Promise<unknown> {
  const columns = await pool.query(
    `SELECT table_schema, table_name, column_name, data_type, is_nullable FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, 3`,
  );
  const policies = await pool.query('SELECT schemaname, tablename, policyname FROM pg_policies ORDER BY 1, 2, 3');
  return { columns: columns.rows, policies: policies.rows };
}

/** The database as an older version had it: without the tables of two services, and without a version. */
async function older(): Promise<void> {
  await pool.query('DROP SCHEMA reporting CASCADE; DROP SCHEMA contracts CASCADE; DROP TABLE platform.version');
  await pool.query(`DELETE FROM platform.checkpoint WHERE consumer LIKE 'reporting.%' OR consumer LIKE 'contracts.%'`);
}

/** Upgrades in a process of its own, which is killed after some milliseconds; true when it had ended by itself. */
async function killedAfter(milliseconds: number): Promise<boolean> {
  const child = startChild(['upgrade', '--without-backup'], {
    DATABASE_URL: ledger.databaseUrl,
    REGIEBOEK_VAULT_KEY: '17'.repeat(32),
    REGIEBOEK_DATA_DIR: ledger.folder,
  });
  await Promise.race([delay(milliseconds), child.ended]);
  child.kill('SIGKILL');
  return (await child.ended).code === 0;
}

describe('an upgrade that is killed at random moments', () => {
  it('goes on the next time, to the same tables, bills and seals', async () => {
    const random = new Random(20_261_202);
    const bill = async () => (await command('bill', '--region', story.region, '--period', story.month, '--json')).json;
    const [before, tables] = [await bill(), await shape()];
    let ended = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await older();
      if (await killedAfter(500 + random.int(0, 1_500))) ended += 1;
      expect((await command('upgrade', '--without-backup')).code).toBe(0);
      expect(await shape()).toEqual(tables);
      expect(await bill()).toEqual(before);
    }
    expect(ended).toBeLessThan(KILLS);
    expect((await command('check', '--deep')).code).toBe(0);
  });
});
