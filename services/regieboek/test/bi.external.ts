/** A folder of tables for BI, opened by DuckDB, pandas, Polars and Spark; `PYTHON` names an interpreter that has them. */
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
const root = join(import.meta.dirname, '..', '..', '..');
const tools = ['duckdb', 'pandas', 'polars', 'spark'] as const;

/** Output of a script of `tools/python` about a folder. Throws with its messages when it fails. */
function printed<Answer>(script: string, ...of: readonly string[]): Answer {
  const path = join(root, 'tools', 'python', script);
  const run = spawnSync(process.env['PYTHON'] ?? 'python3', [path, ...of], { encoding: 'utf8', timeout: 180_000 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Answer;
}

/** Bill in cents by municipality, and number and nights of stays by year of the first day. */
interface Answer {
  readonly bill: Readonly<Record<string, number>>;
  readonly stays: Readonly<Record<string, readonly [count: number, nights: number]>>;
}

/** Answers to the questions of the document, and figures of the views in the names of the municipal data model. */
interface Asked {
  readonly questions: readonly { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly ggm: {
    readonly rows: Readonly<Record<string, number>>;
    readonly sums: readonly [lines: string, declarations: string, declared: string];
    /** Rows that refer to a row that is not there. */
    readonly lost: readonly number[];
    /** Rows with a key that another row has, by view. */
    readonly twice: Readonly<Record<string, number>>;
  };
}

let folder = '';
let database: TestDatabase;
let regieboek: Regieboek;
let answers: Readonly<Record<(typeof tools)[number], Answer>>;
let asked: Asked;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek-bi-'));
  await writeDemoFiles(join(folder, 'files'), { ...demoDefaults, youths: 40, months: 4, regions: [region] });
  database = await startTestDatabase();
  const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
  regieboek = await Regieboek.open(readSettings(variables, { dataDir: folder, today }));
  await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
  const target = { folder: join(folder, 'bi'), form: 'parquet' as const };
  await regieboek.ask(new ExportStar({ region, purpose: 'monitor', receiver: 'internal' }, target));
  answers = { ...printed<typeof answers>('bi_folder.py', target.folder), spark: printed('bi_spark.py', target.folder) };
  asked = printed('bi_questions.py', target.folder, join(root, 'docs', 'bi.md'));
}, 300_000);
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

describe.each(tools)('a folder of tables for BI, opened by %s', (tool) => {
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

describe('the questions of docs/bi.md', () => {
  it('are five, and DuckDB answers each', () => {
    expect(asked.questions.map(({ rows }) => rows.length > 0)).toEqual([true, true, true, true, true]);
  });

  it('give the bill of the ledger by municipality', async () => {
    const ledger = Object.values(await billOfLedger()).reduce((sum, cents) => sum + cents, 0);
    const [bill] = asked.questions;
    const euro = bill?.rows.filter(([, municipality]) => municipality !== 'None').map((row) => Number(row[2])) ?? [];
    expect(Math.round(euro.reduce((sum, one) => sum + one, 0) * 100)).toBe(ledger);
  });
});

describe('the views in the names of the municipal data model', () => {
  it('have the declared amounts to the cent, and keys that identify rows and refer to rows', () => {
    const { rows, sums, lost, twice } = asked.ggm;
    expect(Object.values(rows).filter((count) => count === 0)).toEqual([]);
    expect(new Set(sums).size).toBe(1);
    expect([...lost, ...Object.values(twice)].filter((count) => count !== 0)).toEqual([]);
  });
});
