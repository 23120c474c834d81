/** The star schema of a generated region in a folder: what it adds up to, what it names, and what a second export changes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { GetBilledLines, GetBillingSummary } from '@regieboek/finance';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { fromDay, lastDayOf, monthOf, toDay, type Month } from '@regieboek/kernel';
import { RecordResidenceFact } from '@regieboek/placements';
import { ExportStar, type BiForm, type BiManifest } from '@regieboek/reporting';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';

const region = 'zhz';
const last: Month = monthOf(toDay('2025-12-01'));
const months = ['2025-10', '2025-11', '2025-12'];

let folder = '';
let database: TestDatabase;
let regieboek: Regieboek;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek-bi-'));
  await writeDemoFiles(join(folder, 'files'), { ...demoDefaults, youths: 16, months: 3, regions: [region] });
  database = await startTestDatabase();
  const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
  regieboek = await Regieboek.open(readSettings(variables, { dataDir: folder, today: lastDayOf(last) + 45 }));
  await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
});
afterAll(async () => {
  await regieboek.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };

interface Asked {
  readonly purpose?: string;
  readonly receiver?: string;
  readonly form?: BiForm;
  readonly position?: number;
  readonly changed?: string[];
}

const exported = (name: string, asked: Asked = {}): Promise<BiManifest> => {
  const { purpose = 'monitor', receiver = 'internal', form = 'parquet', position, changed } = asked;
  const onFile = (file: BiManifest['files'][number], isNew: boolean) => {
    if (isNew) changed?.push(file.path);
  };
  const delivery = { region, purpose, receiver, ...(position === undefined ? {} : { knownAt: { position } }) };
  return regieboek.ask(new ExportStar(delivery, { folder: join(folder, name), form, onFile }));
};

type Row = Readonly<Record<string, unknown>>;

/** Rows of a table of an export, over all its files. */
async function rowsOf(name: string, { files }: BiManifest, table: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { path } of files.filter((one) => one.table === table))
    rows.push(
      ...(await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name, path)), compressors })),
    );
  return rows;
}

const sumOf = (rows: readonly Row[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);

const inMonth = (rows: readonly Row[], month: string): Row[] =>
  rows.filter(({ declaration_month: declared }) => declared === month);

describe('the star schema of a region', () => {
  let manifest: BiManifest;
  beforeAll(async () => {
    manifest = await exported('first');
  });

  it('adds up to the bill of every month, to the cent', async () => {
    const [billed, shares, lines] = [
      await rowsOf('first', manifest, 'billed_day_month'),
      await rowsOf('first', manifest, 'lump_sum'),
      await rowsOf('first', manifest, 'declared_line'),
    ];
    for (const month of months) {
      const { totals } = await regieboek.ask(new GetBillingSummary({ region, period: monthOf(toDay(`${month}-01`)) }));
      expect(sumOf(inMonth(billed, month), 'amount_cents')).toBe(totals.approvedCents);
      expect(sumOf(inMonth(shares, month), 'amount_cents')).toBe(totals.lumpSumCents);
      expect(sumOf(inMonth(lines, month), 'approved_cents')).toBe(totals.approvedCents);
    }
    expect(billed.length).toBeGreaterThan(20);
  });

  it('adds up to the bill as it was known at any position', async () => {
    for (const share of [0.5, 0.8]) {
      const position = Math.floor(manifest.position * share);
      const earlier = await exported(`at-${position}`, { position });
      const billed = await rowsOf(`at-${position}`, earlier, 'billed_day_month');
      const known = { knownAt: { position } };
      for (const month of months) {
        const period = monthOf(toDay(`${month}-01`));
        const { totals } = await regieboek.ask(new GetBillingSummary({ region, period }, known));
        expect(sumOf(inMonth(billed, month), 'amount_cents')).toBe(totals.approvedCents);
      }
    }
  });

  it('has every rule by which days are billed, with its article of law', async () => {
    const rules = new Map((await rowsOf('first', manifest, 'rule')).map((one) => [one['rule'], one]));
    for (const { rule, rule_set: version } of await rowsOf('first', manifest, 'billed_day_month'))
      expect(rules.get(rule)).toMatchObject({
        article: expect.any(String),
        rule_sets: expect.stringContaining(String(version)),
      });
    expect(rules.get('WPB-2022-V2')).toMatchObject({ article: 'Jeugdwet art. 1.1 (Stb. 2020, 78)', last_day: null });
  });

  it('has as many nights by stays as by occupancy, where a provider has places', async () => {
    const [parts, nights] = [
      await rowsOf('first', manifest, 'stay_part'),
      await rowsOf('first', manifest, 'occupancy_night'),
    ];
    const placed = new Set(nights.map(({ provider, form }) => `${String(provider)}/${String(form)}`));
    const own = parts.filter(({ provider, form }) => placed.has(`${String(provider)}/${String(form)}`));
    // A stay that ends on the day on which it began counts as one night of care, and occupies none.
    const ofOneDay = own.filter(({ first_day, last_day }) => Number(first_day) === Number(last_day ?? Infinity));
    expect(sumOf(own, 'nights') - ofOneDay.length).toBe(sumOf(nights, 'occupied'));
    expect(sumOf(own, 'nights')).toBeGreaterThan(100);
  });

  it('names every file with its rows and sums, and every column with its definition in two languages', async () => {
    for (const file of manifest.files) expect((await stat(join(folder, 'first', file.path))).size).toBe(file.bytes);
    const billed = manifest.files.filter(({ table }) => table === 'billed_day_month');
    expect(billed.map(({ month }) => month)).toEqual(months);
    const rows = await rowsOf('first', manifest, 'billed_day_month');
    expect(billed.reduce((sum, { sums }) => sum + (sums['amount_cents'] ?? 0), 0)).toBe(sumOf(rows, 'amount_cents'));
    expect(manifest.rows['billed_day_month']).toBe(rows.length);
    for (const { columns } of manifest.tables)
      for (const { nl, en } of columns) expect([nl.length > 2, en.length > 2]).toEqual([true, true]);
  });

  it('has rows that their key identifies', async () => {
    for (const { name, key } of manifest.tables) {
      const columns = key.filter((one) => one !== 'region');
      const keys = (await rowsOf('first', manifest, name)).map((row) =>
        columns.map((one) => String(row[one])).join('/'),
      );
      expect([name, new Set(keys).size]).toEqual([name, keys.length]);
    }
  });

  it('has days as dates and whole numbers as numbers', async () => {
    const [stay] = await rowsOf('first', manifest, 'stay');
    expect(stay?.['first_day']).toBeInstanceOf(Date);
    expect(typeof stay?.['nights']).toBe('bigint');
  });
});

describe('a second export to the same folder', () => {
  it('writes nothing when nothing changed', async () => {
    await exported('again');
    const changed: string[] = [];
    const before = await readFile(join(folder, 'again', 'manifest.json'), 'utf8');
    await exported('again', { changed });
    expect(changed).toEqual([]);
    expect(await readFile(join(folder, 'again', 'manifest.json'), 'utf8')).toBe(before);
  });

  it('writes a file again that was lost, or that has other bytes than the manifest names', async () => {
    const [lost, changed] = (await exported('lost')).files.map(({ path }) => path);
    await rm(join(folder, 'lost', lost ?? ''));
    const place = join(folder, 'lost', changed ?? '');
    const bytes = await readFile(place);
    await writeFile(place, bytes.with(10, (bytes[10] ?? 0) ^ 1));
    const again: string[] = [];
    await exported('lost', { changed: again });
    expect(again).toEqual([lost, changed]);
    expect(await readFile(place)).toEqual(bytes);
  });

  it('leaves what an earlier moment had, and adds months that came later', async () => {
    const { position } = await exported('now');
    const early = await exported('grows', { position: Math.floor(position * 0.6) });
    const changed: string[] = [];
    const late = await exported('grows', { changed });
    expect(late.files.length).toBeGreaterThanOrEqual(early.files.length);
    expect(changed).not.toContain('municipality/region=zhz/part.parquet');
    expect(changed).toContain(`billed_day_month/region=zhz/month=2025-12/part.parquet`);
    expect(await exported('now')).toMatchObject({ rows: late.rows });
  });

  it('is refused for another purpose, receiver or form', async () => {
    await exported('one');
    for (const other of [{ purpose: 'research' }, { receiver: 'gemeente-0505' }, { form: 'csv' as const }])
      await expect(exported('one', other)).rejects.toThrow('choose another folder');
  });
});

describe('pseudonyms of an export', () => {
  it('differ for every purpose and receiver, and none is that of the ledger', async () => {
    const youths = async (name: string, asked: Asked) =>
      (await rowsOf(name, await exported(name, asked), 'youth')).map(({ youth }) => String(youth));
    const [one, other, third] = [
      await youths('p1', { purpose: 'monitor' }),
      await youths('p2', { purpose: 'research' }),
      await youths('p3', { purpose: 'monitor', receiver: 'gemeente-0505' }),
    ];
    expect(new Set([...one, ...other, ...third]).size).toBe(one.length * 3);
    expect(one.every((youth) => /^[0-9a-f]{32}$/.test(youth))).toBe(true);
  });
});

describe('names of lines and assignments in an export', () => {
  it('are those of the ledger inside the organisation, and codes that differ for every receiver outside it', async () => {
    const namesFor = async (name: string, receiver: string) => {
      const manifest = await exported(name, { receiver });
      const lines = await rowsOf(name, manifest, 'declared_line');
      return lines.map(({ reference, assignment, declaration }) => [reference, assignment, declaration].map(String));
    };
    const [own, one, other] = [
      await namesFor('n1', 'internal'),
      await namesFor('n2', 'gemeente-0505'),
      await namesFor('n3', 'gemeente-0512'),
    ];
    expect(own.some(([reference = '']) => /^R\d+$/.test(reference))).toBe(true);
    for (const names of [one, other]) expect(names.flat().every((text) => /^[0-9a-f]{32}$/.test(text))).toBe(true);
    expect(one.flat().filter((text) => other.flat().includes(text))).toEqual([]);
  });
});

describe('a youth with a secret address', () => {
  it('is in no table under a pseudonym, also in an export of before the address was secret; amounts stay', async () => {
    const period = monthOf(toDay('2025-12-01'));
    const { run } = await regieboek.ask(new GetBilledLines({ region, period }));
    const youth = run.lines[0]?.youth ?? '';
    const before = await exported('s1', { purpose: 'secret' });
    const fact = {
      id: 'secret-1',
      kind: 'registration',
      municipality: '0505',
      from: fromDay(toDay('2026-01-01')),
      to: null,
    } as const;
    await regieboek.execute(new RecordResidenceFact({ region, youth }, { ...fact, address: 'woonadres-geheim' }));
    const youthsOf = async (name: string, manifest: BiManifest) => {
      const tables = manifest.tables.filter(({ columns }) => columns.some((one) => one.name === 'youth'));
      const rows = await Promise.all(tables.map(({ name: table }) => rowsOf(name, manifest, table)));
      return new Set(rows.flat().map((row) => row['youth']));
    };
    const known = await youthsOf('s1', before);
    const after = await exported('s2', { purpose: 'secret' });
    const then = await exported('s3', { purpose: 'secret', position: before.position });
    for (const [name, manifest] of [
      ['s2', after],
      ['s3', then],
    ] as const) {
      const missing = [...known].filter((one) => one !== null);
      const left = await youthsOf(name, manifest);
      expect(missing.filter((one) => !left.has(one))).toHaveLength(1);
    }
    const sum = async (name: string, manifest: BiManifest) =>
      sumOf(await rowsOf(name, manifest, 'billed_day_month'), 'amount_cents');
    expect(await sum('s3', then)).toBe(await sum('s1', before));
  });
});

describe('other forms of the files', () => {
  it('are CSV with euros and decimal commas for a spreadsheet program in Dutch', async () => {
    const { files } = await exported('dutch', { form: 'csv' });
    const path = files.find(({ table }) => table === 'lump_sum')?.path ?? '';
    const [heading, first] = (await readFile(join(folder, 'dutch', path), 'utf8')).split('\r\n');
    expect(heading).toContain(';amount_euro;');
    expect(first).toMatch(/;\d+,\d\d;/);
  });

  it('are CSV with whole cents for programs, and workbooks', async () => {
    const { files } = await exported('plain', { form: 'csv-plain' });
    const path = files.find(({ table }) => table === 'lump_sum')?.path ?? '';
    expect(await readFile(join(folder, 'plain', path), 'utf8')).toContain(',amount_cents,');
    await exported('sheets', { form: 'xlsx' });
    expect(await readdir(join(folder, 'sheets', 'stay', 'region=zhz'))).toEqual(['part.xlsx']);
  });
});

describe('an export of what is not there', () => {
  it('is refused', async () => {
    const target = { folder: join(folder, 'none'), form: 'parquet' as const };
    const delivery = { purpose: 'monitor', receiver: 'internal' };
    await expect(regieboek.ask(new ExportStar({ region: 'nowhere', ...delivery }, target))).rejects.toThrow(
      'nothing of',
    );
    const early = { region, ...delivery, knownAt: { position: 0 } };
    await expect(regieboek.ask(new ExportStar(early, target))).rejects.toThrow('nothing of this region');
  });
});
