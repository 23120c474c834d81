/** A folder of tables for BI, opened by DuckDB, pandas and Polars; `PYTHON` names an interpreter that has them. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { GetBillingSummary } from '@regieboek/finance';
import { lastDayOf, monthOf, toDay } from '@regieboek/kernel';
import { ExportStar } from '@regieboek/reporting';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';

const region = 'zhz';
const months = ['2025-09', '2025-10', '2025-11', '2025-12'].map((month) => monthOf(toDay(`${month}-01`)));
const today = lastDayOf(monthOf(toDay('2025-12-01'))) + 45;
const script = join(import.meta.dirname, '..', '..', '..', 'tools', 'python', 'bi_folder.py');

/** Bill in cents by municipality, and number and nights of stays by year of the first day. */
interface Answer {
  readonly bill: Readonly<Record<string, number>>;
  readonly stays: Readonly<Record<string, readonly [count: number, nights: number]>>;
}

let folder = '';
let database: TestDatabase;
let regieboek: Regieboek;
let answers: Readonly<Record<'duckdb' | 'pandas' | 'polars', Answer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek-bi-'));
  await writeDemoFiles(join(folder, 'files'), { ...demoDefaults, youths: 40, months: 4, regions: [region] });
  database = await startTestDatabase();
  const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
  regieboek = await Regieboek.open(readSettings(variables, { dataDir: folder, today }));
  await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
  const target = { folder: join(folder, 'bi'), form: 'parquet' as const };
  await regieboek.ask(new ExportStar({ region, purpose: 'monitor', receiver: 'internal' }, target));
  const run = spawnSync(process.env['PYTHON'] ?? 'python3', [script, target.folder], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  answers = JSON.parse(run.stdout) as typeof answers;
});
afterAll(async () => {
  await regieboek.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Lines that each municipality bears over all months, by the ledger itself. */
async function billOfLedger(): Promise<Record<string, number>> {
  const bill: Record<string, number> = {};
  for (const period of months)
    for (const { municipality, lineCents } of (await regieboek.ask(new GetBillingSummary({ region, period })))
      .municipalities)
      if (lineCents !== 0) bill[municipality] = (bill[municipality] ?? 0) + lineCents;
  return bill;
}

describe.each(['duckdb', 'pandas', 'polars'] as const)('a folder of tables for BI, opened by %s', (tool) => {
  it('has the bill of every municipality, to the cent', async () => {
    const own = Object.entries(answers[tool].bill).filter(([, cents]) => cents !== 0);
    expect(Object.fromEntries(own)).toEqual(await billOfLedger());
    expect(own.length).toBeGreaterThan(3);
  });

  it('has the same stays and nights by year as the other programs', () => {
    expect(answers[tool].stays).toEqual(answers.duckdb.stays);
    expect(Object.values(answers[tool].stays).some(([count]) => count > 3)).toBe(true);
  });
});
