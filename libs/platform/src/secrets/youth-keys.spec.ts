import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { erasuresIn } from '../read-models/erasures/index.js';
import { openReadModels } from '../read-models/data-source.js';
import { cipherWith } from './cipher.js';
import { RegionKeys, sealedRegionKeys } from './region-keys.js';
import { sealedYouthKeys, YouthKeys } from './youth-keys.js';

const vaultKey = Buffer.alloc(32, 5);
const cipher = cipherWith(vaultKey);
const [one, two] = [randomUUID(), randomUUID()];

describe('keys of youths', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let keys: YouthKeys;

  beforeAll(async () => {
    database = await startTestDatabase();
    const { migrations } = erasuresIn('own');
    await (await openReadModels(database.url, { schema: 'own', entities: [], migrations })).destroy();
    pool = new pg.Pool({ connectionString: database.url });
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE own.youth_key, platform.region_key');
    keys = new YouthKeys(pool, cipher, 'own');
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const text = (all: ReadonlyMap<string, { bytes: Uint8Array }>) =>
    Object.fromEntries([...all].map(([youth, { bytes }]) => [youth, Buffer.from(bytes).toString('hex')]));

  it('are made once for every youth and region, and are the same in every process', async () => {
    const made = text(await keys.of('zhz', [one, two]));
    expect(new Set(Object.values(made)).size).toBe(2);
    expect(text(await new YouthKeys(pool, cipher, 'own').of('zhz', [two, one]))).toEqual(made);
    expect(text(await keys.of('wbw', [one]))[one]).not.toBe(made[one]);
    expect(await keys.known('zhz', [])).toEqual(new Map());
  });

  it('are made once when two processes ask at the same moment', async () => {
    const both = await Promise.all([keys.of('race', [one]), new YouthKeys(pool, cipher, 'own').of('race', [one])]);
    expect(text(both[0])).toEqual(text(both[1]));
  });

  it('are gone once their row is, for that youth only', async () => {
    await keys.of('zhz', [one, two]);
    await pool.query('DELETE FROM own.youth_key WHERE youth = $1', [one]);
    expect([...(await keys.known('zhz', [one, two])).keys()]).toEqual([two]);
  });

  it('do not open with the key of another region, with another vault key, or moved to another youth', async () => {
    await keys.of('zhz', [one]);
    await keys.of('wbw', [two]);
    await pool.query(
      `UPDATE own.youth_key SET sealed = (SELECT sealed FROM own.youth_key WHERE youth = $1) WHERE youth = $2`,
      [one, two],
    );
    await expect(keys.known('wbw', [two])).rejects.toThrow();
    await expect(new YouthKeys(pool, cipherWith(Buffer.alloc(32, 6)), 'own').known('zhz', [one])).rejects.toThrow();
  });

  it('stay the same when the vault key is rotated, and nothing is left under the old one', async () => {
    const before = text(await keys.of('zhz', [one, two]));
    const rotated = cipherWith({ current: Buffer.alloc(32, 6), older: [vaultKey] });
    const part = { after: '', rows: 1 };
    for (const table of [sealedRegionKeys, sealedYouthKeys('own')]) {
      let [rows, after]: [number, string | null] = [0, ''];
      while (after !== null) {
        const step = await table.reseal(pool, rotated, { ...part, after });
        [rows, after] = [rows + step.rows, step.next];
      }
      expect(rows).toBe(table.name === 'platform.region_key' ? 1 : 2);
      expect(await table.check(pool, cipherWith(Buffer.alloc(32, 6)), { after: '', rows: 9 })).toMatchObject({
        next: null,
      });
      await expect(table.check(pool, cipher, { after: '', rows: 9 })).rejects.toThrow('does not have');
    }
    expect(text(await new YouthKeys(pool, cipherWith(Buffer.alloc(32, 6)), 'own').known('zhz', [one, two]))).toEqual(
      before,
    );
  });

  it('of a region are read again after a failure', async () => {
    const failing = { query: () => Promise.reject(new Error('away')) };
    let source: Pick<pg.Pool, 'query'> = failing as never;
    const regions = new RegionKeys({ query: (...asked: never[]) => source.query(...asked) }, cipher);
    await expect(regions.cipherOf('zhz')).rejects.toThrow('away');
    source = pool;
    expect((await regions.cipherOf('zhz')).keyId).toBe((await new RegionKeys(pool, cipher).cipherOf('zhz')).keyId);
  });
});
