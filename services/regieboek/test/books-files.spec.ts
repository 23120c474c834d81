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

const IBAN = 'NL91ABNA0417164300';

const termsWith = (advanceCents: number): string => `format: regieboek-payments/1
region: ${story.region}
organisation: { name: Serviceorganisatie Jeugd }
municipalities:
  - { code: "${story.responsible}", name: Gemeente, iban: ${IBAN} }
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
    const inDutch = await command('--lang', 'nl', 'issue-settlement', ...month, ...terms(), ...by);
    expect(inDutch.errors).toContain('sluit deze maanden eerst af');
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

  it('record what a bank statement brings, each booking once, and list the rest', async () => {
    const statement = async (...given: Parameters<typeof story.camt>) => {
      await writeFile(file('bank.xml'), story.camt(...given));
      return command('bank-statement', file('bank.xml'), ...region, ...terms(), '--json');
    };
    const settlement = { cents: 1_000, iban: IBAN, text: 'afrekening 2026-002' };
    const paid = await statement(settlement);
    expect([paid.errors, paid.json]).toEqual([
      '',
      [expect.objectContaining({ receipts: [expect.objectContaining({ reference: 'B-7', kind: 'settlement' })] })],
    ]);
    expect((await statement(settlement)).json).toMatchObject([{ known: 1, receipts: [], unmatched: [] }]);
    const other = { cents: 77, iban: 'BE68539007547034', text: 'Jan Jansen', reference: 'B-8' };
    expect((await statement(other)).json).toMatchObject([{ unmatched: [{ reference: 'B-8', municipality: null }] }]);
    expect((await statement(other)).json).toMatchObject([{ known: 1, unmatched: [] }]);
    const { lines } = await command('receipts', ...region, '--unmatched');
    expect(lines.at(-1)).toMatch(/B-8.*0,77 {2}unknown account/);
  });

  it('take an entry off the list once it is recorded by hand', async () => {
    const receipt = ['--reference', 'B-8', '--municipality', story.payer, '--kind', 'advance', '--cents', '77'];
    const months = ['--for', story.month, '--on', '2026-03-05'];
    expect((await command('receive', ...region, ...receipt, ...months)).errors).toBe('');
    expect((await command('receipts', ...region, '--unmatched')).lines).toEqual(['no entries to be decided on']);
  });

  it('refuse a file that is not a bank statement, with its place', async () => {
    await writeFile(file('bank.xml'), '<Document/>');
    const { code, errors } = await command('bank-statement', file('bank.xml'), ...region, ...terms());
    expect([code, errors]).toEqual([1, expect.stringContaining('line 1: is not a bank statement camt.053')]);
  });

  it('are in order, with what was issued and listed', async () => {
    const { code, errors } = await command('check', ...region, '--deep');
    expect([code, errors]).toEqual([0, '']);
    expect((await command('verify', ...region)).code).toBe(0);
  });

  it('become journal entries on the accounts of the organisation', async () => {
    const kinds = [
      'provider-payable',
      'municipality-receivable',
      'claim',
      'lump-sum',
      'suspense',
      'payment',
      'receipt',
    ];
    const accounts = kinds.map((kind, index) => `  ${kind}: { code: "1${index}00", name: Rekening ${index} }`);
    const head = `format: regieboek-accounts/1\nregion: ${story.region}\njournal: "70"\naccounts:\n`;
    await writeFile(file('accounts.yaml'), `${head}${accounts.join('\n')}\n`);
    const journal = ['journal-entries', ...month, '--accounts', file('accounts.yaml')];
    const [lines] = (await command(...journal, '--json')).json as [{ cents: number }[]];
    expect([lines.length > 3, lines.reduce((sum, { cents }) => sum + cents, 0)]).toEqual([true, 0]);
    expect((await command(...journal, '--out', file('journal.csv'))).code).toBe(0);
    expect(await readFile(file('journal.csv'), 'utf8')).toMatch(
      /^\uFEFFDagboek;Boekstuk;Boekdatum;Periode;Grootboekrekening;[^\n]*\n70;2026-02-billed-line;2026-02-28;2026-02;1100;/,
    );
    await writeFile(file('accounts.yaml'), `${head}${accounts.slice(1).join('\n')}\n  bank: { code: "1" }\n`);
    const faulty = await command(...journal);
    expect(faulty.errors).toMatch(/accounts\.yaml:\d+: accounts\.provider-payable: is missing/);
  });
});
