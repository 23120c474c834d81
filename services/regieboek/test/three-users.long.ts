/** A month of three kinds of users on the ledger of the demo, with what README and `--help` tell them and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { command, type Printed } from './printed.js';

const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
const zhz = ['--region', 'zhz'];
const month = [...zhz, '--period', '2025-10'];
const by = ['--by', 'controller-3'];

let database: TestDatabase;
let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const terms = () => ['--terms', at('terms', 'zhz', 'payments.yaml')];

/** Names of a command, such as `standing take`, before its parameters. */
const nameOf = (words: readonly string[]): string[] =>
  words.filter((_, index) => index < (words[0] === 'standing' ? 2 : 1));

/** Runs a command that README names, with options that its help names; it has to end well. */
async function use(...words: string[]): Promise<Printed> {
  const name = nameOf(words);
  expect([name, readme.includes(`npx regieboek ${name.join(' ')}`)]).toEqual([name, true]);
  const help = (await command(...name, '--help')).lines.join('\n');
  const options = words.filter((word) => word.startsWith('--'));
  expect([name, options.filter((option) => !help.includes(`${option} `))]).toEqual([name, []]);
  const printed = await command(...words);
  expect([words, printed.code, printed.errors]).toEqual([words, 0, '']);
  return printed;
}

const rowsOf = async (file: string): Promise<string[][]> =>
  parse(await readFile(file, 'utf8'), { bom: true, delimiter: ';' });

beforeAll(async () => {
  database = await startTestDatabase();
  folder = join(await mkdtemp(join(tmpdir(), 'regieboek three users ')), 'demo');
  Object.assign(process.env, {
    ...{ DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: '17'.repeat(32), REGIEBOEK_DATA_DIR: at('data') },
    ...{ REGIEBOEK_TODAY: '2026-03-06' },
  });
  const { code, errors } = await command('demo', '--out', folder);
  expect([code, errors]).toEqual([0, '']);
});
afterAll(async () => {
  await database.stop();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

describe('a month of three users', () => {
  let mark = '';

  it('finance staff see what was refused, decide on open items, seal the month, settle and pay', async () => {
    await use('refusals', ...month, '--out', at('refusals.csv'));
    const refused = await rowsOf(at('refusals.csv'));
    expect(refused.length).toBeGreaterThan(1);
    const asked = (await use('open-items', ...month, '--json')).json[0] as { items: { item: string; youth: string }[] };
    const [first] = asked.items;
    expect(first).toBeDefined();
    await use(
      ...['standing', 'take', ...month, '--youth', first?.youth ?? ''],
      ...['--waives', 'part-time-stay', '--reason', 'agreed in the region', ...by],
    );
    const left = (await use('open-items', ...month, '--json')).json[0] as typeof asked;
    await writeFile(at('w.json'), JSON.stringify(left.items.map(({ item }) => ({ item, reason: 'agreed' }))));
    const sealed = await use('seal', ...month, ...by, '--waivers', at('w.json'));
    mark = /[0-9a-f]{64}$/.exec(sealed.lines[2] ?? '')?.[0] ?? '';
    expect(mark).not.toBe('');
    await use('statement', ...month, '--out', at('sent'), '--format', 'csv', 'xlsx', 'pdf');
    await use('bill', ...month, '--out', at('bill.xlsx'));
    await use('settle', ...month, ...terms(), '--out', at('settled.csv'));
    await use('issue-settlement', ...month, ...terms(), ...by, '--letters', at('letters'));
    await use('pay', ...zhz, ...terms(), '--out', at('bank'));
    await use('verify', ...zhz, '--mark', mark);
  });

  it('a contract manager reconciles the month, writes remarks into the work list, and finds them in the next one', async () => {
    await use('reconcile', ...month, '--out', at('work.csv'));
    const [head = [], ...rows] = await rowsOf(at('work.csv'));
    const remark = head.indexOf('Opmerking');
    expect(rows.length).toBeGreaterThan(5);
    const written = rows.map((row, index) => row.with(remark, index === 0 ? 'gevraagd op 3 maart' : ''));
    await writeFile(at('work.csv'), [head, ...written].map((row) => row.join(';')).join('\r\n'));
    await use('remarks', at('work.csv'), ...zhz, ...by);
    await use('reconcile', ...month, '--out', at('again.csv'));
    expect((await rowsOf(at('again.csv')))[1]?.[remark]).toBe('gevraagd op 3 maart');
    const lines = (await use('explain', `${rows[0]?.at(-1)}.1`, '--lang', 'nl')).lines.join('\n');
    expect(lines).toMatch(/declareerde|afgekeurd/);
    await use('occupancy', ...month);
    await use('signals', ...zhz);
  });

  it('a controller of a municipality proves the statement with the file and the mark alone, and adds up its lines', async () => {
    const { DATABASE_URL: url, REGIEBOEK_DATA_DIR: data } = process.env;
    Object.assign(process.env, { DATABASE_URL: '', REGIEBOEK_DATA_DIR: at('nowhere') });
    try {
      const file = at('sent', 'zhz', '2025-10', '0505.csv');
      expect((await use('verify-statement', file, '--mark', mark)).lines[0]).toContain('was sealed');
    } finally {
      Object.assign(process.env, { DATABASE_URL: url, REGIEBOEK_DATA_DIR: data });
    }
    const [head = [], ...rows] = await rowsOf(at('sent', 'zhz', '2025-10', '0505.csv'));
    const cents = (row: readonly string[]) => Math.round(Number(row[head.indexOf('Bedrag')]?.replace(',', '.')) * 100);
    const kinds = rows.map((row) => row[head.indexOf('Soort')]);
    const own = rows.filter((_, index) => kinds[index] === 'regel' || kinds[index] === 'lumpsum');
    const bill = (await use('bill', ...month, '--json')).json[0] as {
      municipalities: { municipality: string; totalCents: number }[];
    };
    const stated = bill.municipalities.find(({ municipality }) => municipality === '0505')?.totalCents;
    expect(own.reduce((sum, row) => sum + cents(row), 0)).toBe(stated);
  });
});
