import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerFolder, type LedgerFolder } from './ledger-folder.js';
import { command } from './printed.js';
import * as story from './story.js';
import { sheetOf } from '@regieboek/sheets/testing';

const inRegion = ['--region', story.region];
const booked = ['--reference', 'B-1', '--municipality', '0505', '--kind', 'advance', '--cents', '1'];
const terms = `format: regieboek-payments/1
region: zhz
organisation: { name: Serviceorganisatie Jeugd }
municipalities:
  - { code: "0505", name: Gemeente, iban: NL91ABNA0417164300 }
providers:
  - { agb: "99990001", name: Voorbeeld, iban: BE68539007547034 }
`;

describe('reconciling, settling and paying on the command line', () => {
  let ledger: LedgerFolder;
  let folder: string;
  let files: string;
  const fileOf = (name: string) => join(folder, name);

  beforeAll(async () => {
    ledger = await ledgerFolder('cli settlement');
    ({ folder, files } = ledger);
    await writeFile(fileOf('terms.yaml'), terms);
    expect((await command('import', files)).code).toBe(0);
  });
  afterAll(() => ledger.stop());

  it('prints the classes of both sides, and writes the work list as CSV and as a workbook', async () => {
    const asked = ['reconcile', ...inRegion, '--period', story.month];
    const [result] = (await command(...asked, '--json')).json;
    const { items } = result as { items: readonly { outcome: string; declaredCents: number | null }[] };
    const printed = await command(...asked, '--out', fileOf('work.csv'));
    expect(printed.lines.join('\n')).toMatch(/declared +matched[^]*expected +undeclared/);
    expect(printed.lines).toContain(`lines for review: ${items.length}`);
    expect(printed.lines).toContainEqual(
      expect.stringMatching(/^expected amounts: .* other care as it is assigned to the month$/),
    );
    const csv = (await readFile(fileOf('work.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(csv[0]).toContain('Uitkomst;Aanbieder;Naam aanbieder;Gemeente;Naam gemeente;Jeugdige;ToewijzingNummer');
    expect(csv).toHaveLength(items.length + 1);
    await command(...asked, '--out', fileOf('work.xlsx'));
    expect(sheetOf(await readFile(fileOf('work.xlsx'))).length).toBe(items.length + 1);
  });

  it('reads remarks back from a work list that was saved as CSV, and shows them in the next one', async () => {
    const asked = ['reconcile', ...inRegion, '--period', story.month, '--out', fileOf('round.csv')];
    await command(...asked);
    const [head = '', first = '', ...others] = (await readFile(fileOf('round.csv'), 'utf8')).split('\r\n');
    const place = head.split(';').indexOf('Opmerking');
    const filled = first.split(';').map((cell, at) => (at === place ? 'gebeld op 3 maart' : cell));
    const write = async (cells: readonly string[]) => {
      await writeFile(fileOf('filled.csv'), [head, cells.join(';'), ...others].join('\r\n'));
      return command('remarks', fileOf('filled.csv'), ...inRegion, '--by', 'controller-3');
    };
    expect((await write(filled)).lines).toEqual([expect.stringMatching(/^remarks: 1 written, 0 deleted/)]);
    expect((await write(filled)).lines).toEqual([expect.stringMatching(/^remarks: 0 written, 0 deleted/)]);
    await command(...asked);
    expect(await readFile(fileOf('round.csv'), 'utf8')).toContain(';gebeld op 3 maart;');
    const withBsn = await write(filled.map((cell, at) => (at === place ? `over ${story.bsn}` : cell)));
    expect(withBsn).toMatchObject({ code: 1, errors: expect.stringContaining('row 2, remark: must be one line') });
    expect(withBsn.errors).not.toContain(story.bsn);
    await command(...asked.slice(0, -1), fileOf('round.xlsx'));
    expect((await command('remarks', fileOf('round.xlsx'), ...inRegion, '--by', 'c')).lines).toEqual([
      expect.stringMatching(/^remarks: 0 written, 0 deleted, \d+ unchanged$/),
    ]);
    await writeFile(fileOf('other.xlsx'), 'a;b');
    expect((await command('remarks', fileOf('other.xlsx'), ...inRegion, '--by', 'c')).errors).toContain(
      'other.xlsx is not a workbook that can be read',
    );
    await writeFile(fileOf('other.csv'), 'a;b\r\n1;2\r\n');
    expect((await command('remarks', fileOf('other.csv'), ...inRegion, '--by', 'c')).errors).toContain(
      'the file has no columns Key and Remark',
    );
  });

  it('limits the work list to outcomes, a municipality and a least difference, and refuses unknown parties', async () => {
    const asked = ['reconcile', ...inRegion, '--period', story.month, '--json'];
    const itemsOf = async (...filter: string[]) =>
      ((await command(...asked, ...filter)).json[0] as { items: readonly { outcome: string }[] }).items;
    const all = await itemsOf();
    const [{ outcome } = { outcome: '' }] = all;
    expect(await itemsOf('--outcome', outcome)).toEqual(all.filter((one) => one.outcome === outcome));
    expect(await itemsOf('--municipality', story.responsible)).toEqual([]);
    expect(await itemsOf('--least-cents', '999999999')).toEqual([]);
    expect(await command('--lang', 'nl', ...asked, '--provider', '99990002')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('bedoelde u 99990001 (Voorbeeld Jeugdhulp)?'),
    });
    expect((await command(...asked, '--municipality', '0506')).errors).toContain('did you mean 0505 (Dordrecht)?');
  });

  it('states whether a month is over, not over or in the future', async () => {
    const states = async (period: string) =>
      (await command('reconcile', '--region', story.region, '--period', period)).lines.filter((line) =>
        line.startsWith(`${period}: `),
      );
    expect([await states('2026-02'), await states('2026-03'), await states('2026-04')]).toEqual([
      ['2026-02: open, amounts can still change'],
      ['2026-03: not over, declarations can still arrive'],
      ['2026-04: in the future'],
    ]);
  });

  it('refuses months in reverse order, and a folder that does not exist', async () => {
    const asked = ['reconcile', ...inRegion, '--period', story.month];
    expect(await command(...asked, '--to', '2025-12')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('--to 2025-12 precedes'),
    });
    expect((await command(...asked, '--out', fileOf('nowhere/work.csv'))).code).toBe(1);
    await mkdir(fileOf('taken.csv'));
    expect(await command(...asked, '--out', fileOf('taken.csv'))).toMatchObject({
      code: 1,
      lines: [],
      errors: expect.stringMatching(/taken\.csv is a folder: name a file$/),
    });
  });

  it.each([['2026-02'], ['2026-q1'], ['2026']])(
    'settles %s, and names the months that are not final',
    async (period) => {
      const { code, lines } = await command('settle', ...inRegion, '--period', period, '--terms', fileOf('terms.yaml'));
      expect(code).toBe(0);
      expect(lines.join('\n')).toMatch(/Dordrecht[^]*claims, set off[^]*1978 to 0505[^]*not sealed yet.*2026-02/);
    },
  );

  it.each([
    [['reconcile', '--period', '2026-02', '--provider', '9999'], 2, 'expected an AGB code, eight digits'],
    [['reconcile', '--period', '2026-02', '--to', '2096-02'], 2, 'expected a month from 2015-01 to 20'],
    [['reconcile', '--period', '2026-02', '--known-at', '2020-01-01'], 1, 'recorded by the end of 2020-01-01'],
    [['receive', ...booked, '--for', '2032', '--on', '2026-01-05'], 2, 'expected a month from 2015-01 to 20'],
    [['receive', ...booked, '--for', '9999', '--on', '2026-01-05'], 2, 'expected a month from 2015-01 to 20'],
    [['receive', ...booked, '--for', '2026', '--on', '2026-03-07'], 1, '2026-03-07 lies after today, 2026-03-06'],
  ])('refuses %j', async ([name = '', ...argv], code, text) => {
    const refused = await command(name, ...inRegion, ...argv);
    expect([refused.code, refused.lines]).toEqual([code, []]);
    expect(refused.errors).toContain(text);
  });

  it('orders nothing for a past day', async () => {
    const pay = ['pay', ...inRegion, '--terms', fileOf('terms.yaml'), '--out', fileOf('late')];
    const { code, errors } = await command(...pay, '--on', '2026-03-05');
    expect([code, errors]).toEqual([1, expect.stringContaining('2026-03-05 lies before today, 2026-03-06')]);
  });

  it('refuses an invalid period as wrong usage', async () => {
    const { code } = await command('settle', ...inRegion, '--period', '2026-q5', '--terms', fileOf('terms.yaml'));
    expect(code).toBe(2);
  });

  it('refuses terms with every fault and its line, and orders nothing', async () => {
    await writeFile(fileOf('bad.yaml'), terms.replace('"99990001"', '99990001').replace('NL91', 'NL92'));
    const pay = ['pay', ...inRegion, '--on', '2026-03-16', '--out', fileOf('bank')];
    const { code, errors } = await command(...pay, '--terms', fileOf('bad.yaml'));
    expect(code).toBe(1);
    expect(errors).toMatch(/bad\.yaml:5: municipalities\.0\.iban: has wrong check digits/);
    expect(errors).toMatch(/bad\.yaml:7: providers\.0\.agb: is a number: put it in quotes/);
    await writeFile(fileOf('other.yaml'), terms.replace('region: zhz', 'region: wbw'));
    expect((await command(...pay, '--terms', fileOf('other.yaml'))).errors).toContain('is about region wbw, not zhz');
    expect((await command(...pay, '--terms', folder)).errors).toBe(`regieboek: ${folder} is a folder: name a file`);
    const gone = await command(...pay, '--terms', fileOf('gone.yaml'));
    expect(gone.errors).toMatch(/gone\.yaml does not exist: check the path$/);
  });

  it('writes a file for the bank per batch, and the same file when repeated', async () => {
    const pay = ['pay', ...inRegion, '--terms', fileOf('terms.yaml'), '--on', '2026-03-16'];
    const first = await command(...pay, '--out', fileOf('bank'));
    const second = await command(...pay, '--out', fileOf('again'));
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.lines.join('\n')).toMatch(/99990001 +Voorbeeld.*new/);
    expect(second.lines.join('\n')).toMatch(/99990001 +Voorbeeld.*ordered before/);
    const names = await readdir(fileOf('bank'));
    expect(await readdir(fileOf('again'))).toEqual(names);
    expect(names).toEqual([expect.stringMatching(/^2026-03-16-99990001-RB[0-9A-F]{32}\.xml$/)]);
    const [name = ''] = names;
    const xml = await readFile(join(fileOf('bank'), name));
    expect(await readFile(join(fileOf('again'), name))).toEqual(xml);
    expect(xml.toString()).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
    await mkdir(fileOf(join('full', name)), { recursive: true });
    const unwritten = await command(...pay, '--out', fileOf('full'));
    expect([unwritten.code, unwritten.errors]).toEqual([
      1,
      expect.stringMatching(/is a folder: name a file; the payments are ordered, .* nothing is ordered twice$/),
    ]);
  });

  it('records a receipt of a municipality once, lists it, and settles with it', async () => {
    const booking = ['--reference', '2026-0031-0002', '--municipality', '0505', '--kind', 'advance'];
    const receive = ['receive', ...inRegion, ...booking, '--for', '2026-q1', '--on', '2026-01-05'];
    const first = await command(...receive, '--cents', '3000', '--json');
    expect([first.code, (await command(...receive, '--cents', '3000', '--json')).json]).toEqual([0, first.json]);
    const other = await command(...receive, '--cents', '3001');
    expect([other.code, other.errors]).toEqual([1, expect.stringContaining('2026-0031-0002 is recorded with other')]);
    const listed = await command('receipts', ...inRegion);
    expect(listed.lines.filter((line) => line.includes('2026-0031-0002'))).toEqual([
      expect.stringMatching(/^2026-01-05 .* 0505 .* advance .* 2026-01 to 2026-03 .* 30,00$/),
    ]);
    await writeFile(fileOf('received.yaml'), `${terms}advancesCounted: received\n`);
    const settle = ['settle', ...inRegion, '--period', '2026-02', '--json', '--terms'];
    const balanceOf = async (file: string) => {
      const [result] = (await command(...settle, fileOf(file))).json;
      const { municipalities } = result as { municipalities: { municipality: string; balanceCents: number }[] };
      return municipalities.find(({ municipality }) => municipality === '0505')?.balanceCents ?? NaN;
    };
    expect(await balanceOf('received.yaml')).toBe((await balanceOf('terms.yaml')) - 1_000);
  });

  it('refuses a receipt with wrong usage, and a faulty one with all its faults', async () => {
    const receive = ['receive', ...inRegion, '--kind', 'advance', '--for', '2026', '--on', '2026-01-05'];
    const faulty = await command(...receive, '--cents', '1', '--reference', 'a b', '--municipality', '5');
    expect([faulty.code, faulty.errors]).toEqual([1, expect.stringMatching(/--reference: .*--municipality: /s)]);
    expect((await command(...receive, '--cents', '1,50', '--reference', 'A', '--municipality', '0505')).code).toBe(2);
  });
});
