/** Every version opens the ledgers of all versions before it, and gives the same statements, byte by byte (R20). */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { catalogue } from '@regieboek/events';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import type { CheckResult } from '@regieboek/platform';
import { command } from './printed.js';

const LEDGERS = join(import.meta.dirname, 'ledgers');
const versions = (await readdir(LEDGERS, { withFileTypes: true }))
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

describe.each(versions)('a ledger of version %s', (version) => {
  let database: TestDatabase;
  let folder: string;
  let expected: Record<string, string>;
  beforeAll(async () => {
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'regieboek-ledger-'));
    await cp(join(LEDGERS, version), folder, { recursive: true });
    expected = JSON.parse(await readFile(join(folder, 'statements.json'), 'utf8')) as Record<string, string>;
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REGIEBOEK_DATA_DIR: join(folder, 'data'),
      REGIEBOEK_VAULT_KEY: (await readFile(join(folder, 'vault.key'), 'utf8')).trim(),
    });
    const { code, errors } = await command('restore', join(folder, 'backup'));
    expect([code, errors]).toEqual([0, expect.not.stringContaining('regieboek: ')]);
  });
  afterAll(async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives the statements that it gave then', async () => {
    const months = [...new Set(Object.keys(expected).map((path) => path.split('/').slice(0, 2).join('/')))];
    const out = join(folder, 'statements');
    for (const month of months) {
      const [region = '', period = ''] = month.split('/');
      expect((await command('statement', '--region', region, '--period', period, '--out', out)).code).toBe(0);
    }
    // CSV is for people, and is in Dutch since 0.3.0; what was added to JSON since 0.2.0 is left out.
    const inJson = Object.entries(expected).filter(([path]) => path.endsWith('.json'));
    const found = await Promise.all(
      inJson.map(async ([path]) => {
        const { proof: _, lineDigests: __, ...then } = JSON.parse(await readFile(join(out, path), 'utf8'));
        return [
          path,
          createHash('sha256')
            .update(`${JSON.stringify(then, null, 2)}\n`)
            .digest('hex'),
        ];
      }),
    );
    expect(found).toEqual(inJson);
    expect(months.length).toBeGreaterThan(8);
  });

  it('is in order: its log, secrets, messages, read models, seals and books', async () => {
    const { json } = await command('check', '--deep', '--json');
    const [{ results }] = json as [{ results: CheckResult[] }];
    // The examples of all types of events have seals, but not the months that they seal.
    const found = results.filter(({ check, subject }) => !(check === 'seals' && subject === 'golden'));
    expect(found.flatMap(({ faults }) => faults)).toEqual([]);
    expect(found.length).toBeGreaterThan(30);
  });

  it('has many types of events, and this version knows all of them', async () => {
    const pool = new pg.Pool({ connectionString: database.url });
    const { rows } = await pool.query<{ type: string }>('SELECT DISTINCT type FROM log.event ORDER BY type');
    await pool.end();
    const types = rows.map(({ type }) => type);
    const known = catalogue.map(({ type }) => type as string);
    expect(types.filter((type) => !known.includes(type))).toEqual([]);
    expect(types.length).toBeGreaterThan(25);
  });
});
