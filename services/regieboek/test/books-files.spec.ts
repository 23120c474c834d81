/** The books as files, and settlements that are issued, on the command line and over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';

const region = ['--region', story.region];
const month = [...region, '--period', story.month];
const by = ['--by', 'controller-3'];

const termsWith = (advanceCents: number): string => `format: regieboek-payments/1
region: ${story.region}
organisation: { name: Serviceorganisatie Jeugd }
advances:
  - { municipality: "${story.responsible}", month: "${story.month}", cents: ${advanceCents} }
`;

describe('the books of a region', () => {
  let ledger: LedgerFolder;
  const file = (name: string) => join(ledger.folder, name);
  const terms = () => ['--terms', file('terms.yaml')];

  beforeAll(async () => {
    ledger = await ledgerFolder('books files');
    await writeFile(file('terms.yaml'), termsWith(10_000));
    expect((await command('import', ledger.files)).errors).toBe('');
  });
  afterAll(() => ledger.stop());

  it('are written as CSV with Dutch headings, and as workbooks', async () => {
    const commands = [
      ['bill', ...month],
      ['postings', ...month],
      ['corrections', ...month],
      ['balances', ...region],
      ['settle', ...month, ...terms()],
      ['receipts', ...region],
    ];
    const heads: string[] = [];
    for (const one of commands) {
      const [name = ''] = one;
      for (const format of ['csv', 'xlsx']) {
        const { code, errors } = await command(...one, '--out', file(`${name}.${format}`));
        expect([name, format, code, errors]).toEqual([name, format, 0, '']);
      }
      const [head = ''] = (await readFile(file(`${name}.csv`), 'utf8')).split('\r\n');
      heads.push(head.replace('\uFEFF', '').split(';').slice(0, 3).join(' '));
      expect((await readFile(file(`${name}.xlsx`))).subarray(0, 2).toString()).toBe('PK');
    }
    expect(heads).toEqual([
      'Gemeente Naam gemeente Jeugdigen',
      'Journaalpost Maand Bron',
      'Maand Gemeente Naam gemeente',
      'Rekening Partij Debet',
      'Gemeente Naam gemeente Eigen gebruik',
      'Ontvangen op Kenmerk Gemeente',
    ]);
  });

  it('are not settled with municipalities while a month is open', async () => {
    const { code, errors } = await command('issue-settlement', ...month, ...terms(), ...by);
    expect([code, errors]).toEqual([1, expect.stringContaining('not sealed')]);
  });

  it('are settled in numbered letters; a later settlement states only the difference', async () => {
    expect((await command('seal', ...month, ...by)).errors).toBe('');
    const issue = ['issue-settlement', ...month, ...terms(), ...by, '--letters', file('letters'), '--json'];
    const first = await command(...issue);
    expect([first.code, first.errors]).toEqual([0, '']);
    expect(first.json).toMatchObject([{ number: '2026-001', organisation: 'SOJ' }]);
    expect((await readdir(file('letters'))).sort()).toEqual(['2026-001-0505.pdf', '2026-001-1978.pdf']);
    expect((await command(...issue)).json).toEqual(first.json);
    await writeFile(file('terms.yaml'), termsWith(9_000));
    const [second] = (await command(...issue)).json as [{ number: string; municipalities: { dueCents: number }[] }];
    expect([second.number, second.municipalities.map(({ dueCents }) => dueCents)]).toEqual(['2026-002', [0, 1_000]]);
  });

  it('list the settlements, and write the same letter again, byte for byte', async () => {
    const before = await readFile(file('letters/2026-001-1978.pdf'));
    const again = await command('settlements', ...region, '--number', '2026-001', '--letters', file('again'), '--json');
    expect(again.json).toMatchObject([[{ number: '2026-001' }]]);
    expect((await readFile(file('again/2026-001-1978.pdf'))).equals(before)).toBe(true);
    const { lines } = await command('settlements', ...region);
    expect(lines.filter((line) => line.startsWith('2026-'))).toHaveLength(4);
    const none = await command('settlements', ...region, '--number', '2026-009');
    expect([none.code, none.errors]).toEqual([1, expect.stringContaining('no settlement 2026-009')]);
  });
});
