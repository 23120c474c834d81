import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, notIjw, testFolder, today, type TestFolder } from './ijw-files.js';
import { answerable } from './ijw-messages.js';
import { command, commandIn } from './printed.js';
import * as story from './story.js';
import { sheetOf } from '@regieboek/sheets/testing';

let files: TestFolder;

beforeAll(async () => {
  files = await testFolder();
});
afterAll(() => files.remove());

describe('ijw csv', () => {
  const rowsOf = (text: string, separator = ';') =>
    text
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(separator));
  const cells = (rows: readonly (readonly string[])[]) =>
    rows.slice(1).map((row) => Object.fromEntries((rows[0] ?? []).map((name, i) => [name, row[i]])));

  it('is a row per declared line, under Dutch names, for Excel, with BSNs masked', async () => {
    const path = await files.file('declaration.xml', story.jw323());
    const { code, text } = await command('ijw', 'csv', path, ...today);
    expect(code).toBe(0);
    expect(text.startsWith('\uFEFFBestand;Bericht;')).toBe(true);
    const rows = cells(rowsOf(text));
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({
      Bestand: path,
      Bericht: 'JW323',
      'BerichtIdentificatie.Identificatie': 'D1',
      Ontvanger: '0505',
      Bsn: `******${story.otherBsn.slice(-3)}`,
      'ProductReferentie.ReferentieNummer': 'L2',
      'ProductPeriode.Begindatum': '2026-02-01',
      GeleverdVolume: '5',
      Eenheid: '04',
      ProductTarief: '92,40',
      'IngediendBedrag.MetTeken': '462,00',
    });
    for (const bsn of story.testBsns(3)) expect(text).not.toContain(bsn);
  });

  it('has other separators and decimals, and whole BSNs, on request', async () => {
    const path = await files.file('declaration.xml', story.jw323());
    const form = ['--separator', 'tab', '--decimal', 'point', '--with-bsn'];
    const { text } = await command('ijw', 'csv', path, ...form, ...today);
    expect(cells(rowsOf(text, '\t'))[0]).toMatchObject({ Bsn: story.bsn, ProductTarief: '92.40' });
  });

  it('reads standard input, and names it in the column of the file', async () => {
    const { code, text } = await commandIn({ piped: [story.jw323()] }, 'ijw', 'csv', ...today);
    expect([code, cells(rowsOf(text)).map((row) => row['Bestand'])]).toEqual([0, Array(3).fill('standard input')]);
  });

  it("prevents a sender's text from being a formula", async () => {
    const path = await files.file('formula.xml', story.jw323().replace('>L1<', '>=HYPERLINK(1)<'));
    const { text } = await command('ijw', 'csv', path, ...today);
    expect(cells(rowsOf(text))[0]).toMatchObject({ 'ProductReferentie.ReferentieNummer': "'=HYPERLINK(1)" });
  });

  it('reads messages of all types together; only personal data is masked', async () => {
    const given = Object.fromEntries(Object.entries(answerable).map(([type, { sound }]) => [`${type}.xml`, sound]));
    const path = await files.folder('all', { ...given, 'JW323.xml': story.jw323() });
    const { code, text } = await command('ijw', 'csv', path, ...today);
    const rows = cells(rowsOf(text));
    expect(code).toBe(0);
    expect(rows.map((row) => row['Bericht'])).toEqual([
      'JW301',
      'JW305',
      'JW307',
      'JW315',
      'JW317',
      'JW317',
      'JW319',
      'JW323',
      'JW323',
      'JW323',
    ]);
    expect(rows[3]).toMatchObject({ 'Verwijzer.Naam': 'K.', Commentaar: '', ReferentieAanbieder: 'R1' });
    expect(rows[6]).toMatchObject({ VerzoekAntwoord: '1', Bsn: '' });
    for (const secret of [story.bsn, story.familyName]) expect(text).not.toContain(secret);
  });

  it('writes a workbook with the cells of the lines: codes as text, amounts as numbers, days as dates', async () => {
    const [path, out] = [await files.file('declaration.xml', story.jw323()), join(files.path, 'lines.xlsx')];
    const { code, lines, text } = await command('ijw', 'csv', path, '--out', out, ...today);
    expect([code, text, lines]).toEqual([0, '', [`3 lines of 1 message written to ${out}`]]);
    const [names = [], ...rows] = sheetOf(await readFile(out));
    const first = Object.fromEntries(names.map((name, i) => [typeof name === 'string' ? name : '', rows[0]?.[i]]));
    expect(rows).toHaveLength(3);
    expect(first).toMatchObject({
      Ontvanger: '0505',
      Eenheid: '04',
      Afzender: '99990001',
      ToewijzingNummer: { number: 700_001, format: '0' },
      'ProductPeriode.Einddatum': { number: 46_081, format: 'yyyy-mm-dd' },
      ProductTarief: { number: 92.4, format: '#,##0.00' },
      'ProductReferentie.VorigReferentieNummer': '',
    });
  });

  it('writes CSV to a file, completely, and warns when it contains personal data', async () => {
    const [path, out] = [await files.file('declaration.xml', story.jw323()), join(files.path, 'lines.csv')];
    const { text } = await command('ijw', 'csv', path, '--with-bsn', ...today);
    const { lines } = await command('ijw', 'csv', path, '--with-bsn', '--out', out, ...today);
    expect(lines[0]).toMatch(/; it contains personal data \(BSN\)/);
    expect(await readFile(out, 'utf8')).toBe(text);
    expect((await readdir(files.path)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('reports files that break the schema, leaves them out, and gives the lines of the others', async () => {
    const path = await files.folder('some', { 'a.xml': broken, 'b.xml': story.jw323(), 'c.xml': notIjw });
    const { code, text, errors } = await command('ijw', 'csv', path, join(files.path, 'gone.xml'), ...today);
    expect(rowsOf(text)).toHaveLength(4);
    expect(code).toBe(1);
    expect(errors).toMatch(/a\.xml: JW301: \d+ faults? at level 1\n {2}line \d+ /);
    expect(errors).toContain(`${join(files.path, 'gone.xml')} does not exist: check the path`);
    expect(errors).toContain('2 of 3 files have no lines: they break the schema (level 1)');
  });

  it('writes no file when there is nothing to write', async () => {
    const [path, out] = [await files.file('broken.xml', broken), join(files.path, 'nothing.xlsx')];
    expect((await command('ijw', 'csv', path, '--out', out, ...today)).code).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  it('reports a missing folder', async () => {
    const path = await files.file('declaration.xml', story.jw323());
    const { code, errors } = await command('ijw', 'csv', path, '--out', join(files.path, 'gone', 'lines.csv'));
    expect([code, errors]).toEqual([1, `regieboek: ${join(files.path, 'gone')} does not exist: check the path`]);
  });

  it.each([
    [['--out', 'lines.txt'], 'expected a file that ends in .csv or .xlsx'],
    [['--separator', 'x'], 'expected one of ; , | or tab'],
    [['--decimal', 'x'], 'Allowed choices are comma, point'],
  ])('is wrong usage with %j', async (argv, text) => {
    const { code, errors } = await command('ijw', 'csv', 'x.xml', ...argv);
    expect([code, errors]).toEqual([2, expect.stringContaining(text)]);
  });
});
