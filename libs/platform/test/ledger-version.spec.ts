import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { ledgerVersion, mustFitVersion, NewerLedger, OlderLedger } from '../src/database/ledger-version.js';
import { productVersion } from '../src/version.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
beforeEach(async () => {
  await pool.query('DROP SCHEMA IF EXISTS platform CASCADE');
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const open = (own: string, upgrade = false) => mustFitVersion(database.url, upgrade, own);

/** A database as versions made it that did not record their number. */
const unrecorded = () => pool.query('CREATE SCHEMA platform; CREATE TABLE platform.checkpoint (position bigint)');

describe('the version of a ledger', () => {
  it('is that of the product which made it', async () => {
    expect(await ledgerVersion(database.url)).toBeUndefined();
    await mustFitVersion(database.url, false);
    expect(await ledgerVersion(database.url)).toBe(productVersion);
  });

  it('is 0.1.0 where none was recorded, and such a ledger is changed only when that is said', async () => {
    await unrecorded();
    expect(await ledgerVersion(database.url)).toBe('0.1.0');
    await expect(open('0.2.0')).rejects.toThrow(OlderLedger);
    expect(await ledgerVersion(database.url)).toBe('0.1.0');
    await open('0.2.0', true);
    expect(await ledgerVersion(database.url)).toBe('0.2.0');
    await open('0.2.0');
  });

  it('that is newer is refused with the version it needs, in both languages, and stays as it is', async () => {
    await open('0.10.0');
    for (const upgrade of [false, true])
      await expect(open('0.9.3', upgrade)).rejects.toMatchObject({
        kind: 'settings',
        message: expect.stringContaining('use version 0.10.0 or later'),
        inDutch: expect.stringContaining('gebruik versie 0.10.0 of nieuwer'),
      });
    await expect(open('0.9.3')).rejects.toThrow(NewerLedger);
    expect(await ledgerVersion(database.url)).toBe('0.10.0');
  });

  it('with another third number has the same tables: it is opened either way, and the newest is recorded', async () => {
    await open('0.2.1');
    await open('0.2.4');
    await open('0.2.0');
    expect(await ledgerVersion(database.url)).toBe('0.2.4');
  });

  it('is recorded once by processes that start together', async () => {
    await Promise.all([1, 2, 3].map(() => open('0.2.0')));
    expect((await pool.query('SELECT version FROM platform.version')).rows).toEqual([{ version: '0.2.0' }]);
  });
});

describe('the packages of the product', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const folders = ['libs', 'services'].flatMap((kind) =>
    readdirSync(`${root}/${kind}`).map((name) => `${kind}/${name}`),
  );

  it('have one version, as has publiccode.yml', () => {
    const versions = ['.', ...folders].map(
      (folder) => (JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8')) as { version: string }).version,
    );
    expect([...new Set(versions)]).toEqual([productVersion]);
    expect(readFileSync(`${root}/publiccode.yml`, 'utf8')).toContain(`softwareVersion: ${productVersion}\n`);
  });
});
