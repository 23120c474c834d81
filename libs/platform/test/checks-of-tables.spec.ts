import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventId, MemoryEventLog } from '@regieboek/eventing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { CheckLedger, CheckLedgerHandler } from '../src/checks/check-ledger.js';
import { LedgerChecks, sound, type CheckOptions, type CheckResult, type LedgerCheck } from '../src/checks/checks.js';
import { readModelCheck } from '../src/checks/read-model-check.js';
import { vaultCheck } from '../src/checks/vault-check.js';
import { ProjectionRunner } from '../src/projections/projection-runner.js';
import { cipherWith } from '../src/secrets/cipher.js';
import { REGION_KEY_TABLE, RegionKeys, sealedRegionKeys } from '../src/secrets/region-keys.js';
import { forgetNotes, notes } from './notes.js';

const deep: CheckOptions = { isDeep: true, regions: ['zhz'], isWhole: true };
const atOnce: CheckOptions = { ...deep, isDeep: false };

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  await ProjectionRunner.migrate(database.url);
  await pool.query(REGION_KEY_TABLE);
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

async function results(check: LedgerCheck, options: CheckOptions = deep): Promise<CheckResult[]> {
  const found: CheckResult[] = [];
  for await (const result of check(options)) found.push(result);
  return found;
}
const codes = (found: readonly CheckResult[]) => found.flatMap(({ faults }) => faults.map(({ code }) => code));

describe('the check of the vault', () => {
  const cipher = cipherWith(Buffer.alloc(32, 3));
  const checks = new LedgerChecks();
  checks.addSealed([sealedRegionKeys]);

  beforeEach(async () => {
    await pool.query('TRUNCATE platform.region_key');
    for (const region of ['zhz', 'wbw']) await new RegionKeys(pool, cipher).cipherOf(region);
  });

  it('opens every secret when deep, and none at once or for one region', async () => {
    expect(await results(vaultCheck(pool, cipher, checks))).toEqual([sound('vault', 'platform.region_key', 2)]);
    for (const options of [atOnce, { ...deep, isWhole: false }])
      expect(await results(vaultCheck(pool, cipher, checks), options)).toEqual([]);
  });

  it('finds a secret that was moved to another row, or that another key sealed, and tells nothing of it', async () => {
    await pool.query(
      `UPDATE platform.region_key SET sealed = (SELECT sealed FROM platform.region_key WHERE region = 'wbw')`,
    );
    const moved = await results(vaultCheck(pool, cipher, checks));
    expect(codes(moved)).toEqual(['cannot-be-opened']);
    expect(moved[0]?.faults[0]?.text).toContain('platform.region_key');
    const other = cipherWith(Buffer.alloc(32, 4));
    expect(codes(await results(vaultCheck(pool, other, checks)))).toEqual(['cannot-be-opened']);
  });

  it('leaves out tables that this database does not have', async () => {
    const others = new LedgerChecks();
    others.addSealed([{ ...sealedRegionKeys, name: 'elsewhere.secret' }]);
    expect(await results(vaultCheck(pool, cipher, others))).toEqual([]);
  });
});

describe('the check of read models', () => {
  let log: MemoryEventLog;
  let check: LedgerCheck;
  beforeEach(async () => {
    await forgetNotes(pool);
    log = new MemoryEventLog();
    for (let index = 0; index < 4; index += 1)
      await log.append(`zhz.note-${index}`, 'none', [{ id: eventId('n', index), type: 'finance.noted.v1', data: {} }]);
    await new ProjectionRunner(log, pool).catchUp(notes, 'zhz');
    const checks = new LedgerChecks();
    checks.addReadModels([notes]);
    check = readModelCheck({ log, pool, at: database.url, checks });
  });

  it('counts regions at once and rows when deep', async () => {
    expect(await results(check, atOnce)).toEqual([sound('read-model', notes.name, 1)]);
    expect(await results(check)).toEqual([sound('read-model', notes.name, 12)]);
  });

  it('counts and compares the rows of the regions that are checked, and of no others', async () => {
    await log.append('wbw.note-1', 'none', [{ id: eventId('w', 0), type: 'finance.noted.v1', data: {} }]);
    await new ProjectionRunner(log, pool).catchUp(notes, 'wbw');
    await pool.query(`UPDATE own.word SET word = 'damaged' || word WHERE region = 'wbw'`);
    const one = (region: string) => results(check, { ...deep, regions: [region], isWhole: false });
    expect(await one('zhz')).toEqual([sound('read-model', notes.name, 12)]);
    expect([codes(await one('wbw')), codes(await results(check))]).toEqual([
      ['differs-from-log'],
      ['differs-from-log'],
    ]);
  });

  it('finds rows that the log does not give, with the table and the remedy', async () => {
    await pool.query('DELETE FROM own.word WHERE position = 3');
    expect(codes(await results(check, atOnce))).toEqual([]);
    const [found] = await results(check);
    expect(found?.faults).toEqual([
      {
        code: 'differs-from-log',
        text: expect.stringMatching(
          /^own\.word: .* 2 other rows in place of 0: run regieboek read-models rebuild own\.notes\.v1$/,
        ),
      },
    ]);
  });

  it('finds a position ahead of the log, in the regions that are checked', async () => {
    await pool.query(`UPDATE platform.checkpoint SET position = 90 WHERE consumer = $1`, [notes.name]);
    expect(codes(await results(check, atOnce))).toEqual(['ahead-of-log']);
    expect(codes(await results(check, { ...atOnce, regions: ['wbw'] }))).toEqual([]);
    expect(codes(await results(check))).toEqual(['ahead-of-log', 'other-log']);
  });

  it('says that a rebuild is unfinished instead of comparing', async () => {
    await pool.query(`INSERT INTO platform.rebuild (consumer, made_of) VALUES ($1, 'x')`, [notes.name]);
    expect(codes(await results(check))).toEqual(['rebuild-refused']);
  });

  it('does not compare a read model that a feed fills', async () => {
    await pool.query(`INSERT INTO platform.feed_position VALUES ($1, 'finance', 0, 'zhz', 4)`, [notes.name]);
    expect(await results(check)).toEqual([]);
    await pool.query('TRUNCATE platform.feed_position');
  });
});

describe('checks of a ledger', () => {
  it('are made for one region, or for all and the installation, and told one by one', async () => {
    const log = new MemoryEventLog();
    for (const region of ['zhz', 'wbw'])
      await log.append(`${region}.note-1`, 'none', [{ id: eventId(region, 0), type: 'a.noted.v1', data: {} }]);
    const checks = new LedgerChecks();
    checks.add('books', async function* ({ regions, isWhole }) {
      for (const region of regions) yield sound('books', `${region} ${isWhole}`, 1);
    });
    const handler = new CheckLedgerHandler(log, checks);
    const told: string[] = [];
    const subjects = async (region?: string) => {
      const onResult = ({ subject }: CheckResult) => told.push(subject);
      const found = await handler.execute(new CheckLedger({ region, isDeep: false, onResult }));
      return found.map(({ subject }) => subject);
    };
    expect(await subjects()).toEqual(['wbw true', 'zhz true']);
    expect(await subjects('zhz')).toEqual(['zhz false']);
    expect(await subjects('elsewhere')).toEqual([]);
    expect(told).toEqual(['wbw true', 'zhz true', 'zhz false']);
  });
});
