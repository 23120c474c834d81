import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

let ledger: LedgerFolder;
let pool: pg.Pool;
beforeAll(async () => {
  ledger = await ledgerFolder('upgrade');
  pool = new pg.Pool({ connectionString: ledger.databaseUrl });
  expect((await command('import', ledger.files)).code).toBe(0);
});
afterAll(async () => {
  await pool.end();
  await ledger.stop();
});

const bill = async () => (await command('bill', '--region', story.region, '--period', story.month, '--json')).json;

describe('a ledger of an older version', () => {
  it('is refused by every command with the remedy, until it is upgraded after a backup', async () => {
    const before = await bill();
    // Such a version recorded neither its number nor the identity of the ledger.
    await pool.query('DROP TABLE platform.version, platform.ledger');
    // And it had no remarks.
    await pool.query('DROP INDEX finance.line_region_declaration_idx; DROP TABLE finance.remark');
    await pool.query(`DELETE FROM finance.migration WHERE name = 'Remarks1700000000050'`);
    const refused = await command('bill', '--region', story.region, '--period', story.month);
    expect([refused.code, refused.errors]).toEqual([2, expect.stringMatching(/version 0\.1\.0.*regieboek upgrade/)]);
    const unchosen = await command('upgrade');
    expect([unchosen.code, unchosen.errors]).toEqual([1, expect.stringContaining('--backup <folder>')]);
    const folder = join(ledger.folder, 'backup');
    const { code, lines } = await command('upgrade', '--backup', folder);
    expect([code, lines]).toEqual([0, [expect.stringContaining('was of version 0.1.0 and is now of version')]]);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ format: 1 });
    expect(await bill()).toEqual(before);
    expect((await command('upgrade', '--json')).json[0]).toMatchObject({ from: expect.not.stringMatching('0.1.0') });
  });

  it('is upgraded without a backup when that is said', async () => {
    await pool.query(`UPDATE platform.version SET version = '0.1.9'`);
    expect((await command('upgrade', '--without-backup', '--json')).json).toEqual([
      { from: '0.1.9', to: expect.any(String) },
    ]);
  });

  it('stays as it is when it is of a newer version, with the version it needs', async () => {
    await pool.query(`UPDATE platform.version SET version = '99.0.0'`);
    for (const argv of [['upgrade', '--without-backup'], ['check']]) {
      const { code, errors } = await command(...argv);
      expect([code, errors]).toEqual([2, expect.stringContaining('use version 99.0.0 or later')]);
    }
    await pool.query(`UPDATE platform.version SET version = '0.2.0'`);
    expect((await command('check')).code).toBe(0);
  });
});
