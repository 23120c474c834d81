/**
 * Small inputs of our own making with the right bills (`billing-cases/expected.json`, cents), imported and billed end to end:
 * over columns by the command line, and over the facts of the same log.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleSets } from '@regieboek/billing';
import { billPeriod, digestOf, type BillingSummary } from '@regieboek/finance';
import { replay } from '@regieboek/journal';
import { parseMonth } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { withRegieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';
import { command } from './printed.js';

const rules = ruleSets.named('2025.1');

const cases = fileURLToPath(new URL('./billing-cases/', import.meta.url));

/** Amounts of a month of a case: cents of lines and of lump sums by municipality, and claims by payer and bearer. */
interface Expected {
  readonly approved: number;
  readonly unresolved: number;
  readonly lump: number;
  readonly municipalities: Readonly<Record<string, readonly [number, number]>>;
  readonly claims: Readonly<Record<string, number>>;
}

/** A case: why its amounts are right, and what each month of each region comes to. */
interface Case {
  readonly why: string;
  readonly expected: Readonly<Record<string, Expected>> | null;
}

const inCases = async (name: string): Promise<Readonly<Record<string, Case>>> =>
  JSON.parse(await readFile(join(cases, name), 'utf8')) as Record<string, Case>;

/** A summary as the cases write what they expect. */
const asExpected = ({ totals, municipalities, claims }: BillingSummary): Expected => ({
  approved: totals.approvedCents,
  unresolved: totals.unresolvedCents,
  lump: totals.lumpSumCents,
  municipalities: Object.fromEntries(
    municipalities
      .filter(({ lineCents, lumpSumCents }) => lineCents !== 0 || lumpSumCents !== 0)
      .map(({ municipality, lineCents, lumpSumCents }) => [municipality, [lineCents, lumpSumCents]]),
  ),
  claims: Object.fromEntries(claims.map(({ payer, responsible, cents }) => [`${payer} ${responsible}`, cents])),
});

/** Digests of months of regions, named as the cases name them, by the rules over facts. */
const digestsByFacts = (keys: readonly string[]): Promise<Record<string, string>> =>
  withRegieboek(readSettings(process.env), async ({ resources }) => {
    const digests: Record<string, string> = {};
    for (const key of keys) {
      const [region = '', period = ''] = key.split(' ');
      const month = parseMonth(period);
      if (!month) throw new Error(`no month ${period}`);
      digests[key] = digestOf(billPeriod(await replay(resources.log, region), month, rules));
    }
    return digests;
  });

/** Every third case in a short run, and each in a long one. */
const EVERY = sized(3, 1);
const names = (await readdir(cases, { withFileTypes: true }))
  .filter((one) => one.isDirectory())
  .map(({ name }) => name)
  .filter((_, index) => index % EVERY === 0);
const all = await inCases('expected.json');

describe.each(names)('case %s', (name) => {
  let database: TestDatabase;
  let folder = '';
  let imported = { code: 0, errors: '', lines: [] as readonly string[] };

  beforeAll(async () => {
    database = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'regieboek case '));
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REGIEBOEK_VAULT_KEY: '17'.repeat(32),
      REGIEBOEK_DATA_DIR: folder,
      REGIEBOEK_TODAY: '2026-11-29',
    });
    imported = await command('import', join(cases, name));
  });
  afterAll(async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('bills every month as expected, over columns and over facts', async () => {
    const expected = all[name]?.expected ?? {};
    const found: Record<string, Expected> = {};
    const digests = await digestsByFacts(Object.keys(expected));
    for (const key of Object.keys(expected)) {
      const [region = '', period = ''] = key.split(' ');
      const { json, errors } = await command('bill', '--region', region, '--period', period, '--json');
      expect(errors).toBe('');
      const summary = json[0] as BillingSummary;
      found[key] = asExpected(summary);
      expect(digests[key]).toBe(summary.digest);
    }
    expect(found).toEqual(expected);
    if (name !== 'payer-split') expect(imported.errors).toBe('');
  });
});

describe('cases that are refused', () => {
  const imported = async (name: string) => {
    const database = await startTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'regieboek refused case '));
    Object.assign(process.env, { DATABASE_URL: database.url, REGIEBOEK_DATA_DIR: folder });
    const answers = join(folder, 'answers');
    const { errors, lines } = await command('import', join(cases, name), '--answers', answers);
    const xml = await Promise.all(
      (await readdir(answers, { recursive: true }))
        .filter((file) => file.endsWith('.xml'))
        .map((file) => readFile(join(answers, file), 'utf8')),
    );
    await database.stop();
    await rm(folder, { recursive: true, force: true });
    return { errors, lines, xml: xml.filter((text) => text.includes('jw325')).join('\n') };
  };

  it('include a declaration to a municipality that was split, as a whole and without an answer (F7, A33)', async () => {
    const { errors, lines, xml } = await imported('payer-split');
    const said = [...lines, errors].join('\n');
    expect(said.match(/it was split on 2025-01-01 and pays no longer/g)).toHaveLength(2);
    expect(xml).toBe('');
  });

  it('include a product that is not contracted: 0611, and S329 only when no list knows the code (F8, A10)', async () => {
    const { xml } = await imported('not-contracted');
    const [first = '', second = ''] = xml.split(/<\w+:Prestatie>/).slice(1);
    expect(first).toContain('0611');
    expect(first).not.toContain('S329');
    expect(second).toContain('0611');
  });

  it('include a line with the number of another municipality (A16)', async () => {
    const { xml } = await imported('payer-and-merger');
    expect(xml).toContain('9338');
  });
});
