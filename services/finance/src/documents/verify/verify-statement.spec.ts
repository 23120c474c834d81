import { describe, expect, it } from '@jest/globals';
import { csvParts, xlsxParts, type CellValue, type Sheet } from '@regieboek/sheets';
import { billed, lumpSumOf, runOf } from '../../../test/billed.js';
import { correctionOf, statedOf } from '../../../test/stated.js';
import { jsonStatementOf } from '../statement/json-statement.js';
import { csvSheetOf, workbookOf } from '../statement/workbook.js';
import { NotAStatement } from './read/statement.js';
import { verifyStatement, type VerifiedStatement } from './verify-statement.js';

const second = billed({ id: '99990001.P2.1', reference: 'P2', cents: -5_000, days: -3, volume: -3, tariffCents: null });
const claimed = billed({ id: '99990001.P3.1', reference: 'P3', municipality: '0512', cents: 700 });
const run = runOf([billed(), second, claimed], [lumpSumOf('0505', 1_234), lumpSumOf('0512', 99)]);
const { document, mark } = statedOf(run, '0505', [correctionOf('0505', -250), correctionOf('0512', 250)]);

const bytesOf = async (parts: AsyncIterable<Uint8Array | string>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(Buffer.from(part));
  return Buffer.concat(all);
};
const workbook = (sheets: readonly Sheet[] = workbookOf(document, 'nl')) => bytesOf(xlsxParts(sheets));
const csv = () => bytesOf(csvParts(csvSheetOf([document], 'nl')));
const json = () => JSON.parse(JSON.stringify(jsonStatementOf(document)));
const jsonBytes = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Rows of a sheet changed. */
async function changedSheet(name: string, change: (rows: CellValue[][]) => unknown): Promise<Buffer> {
  const sheets = await Promise.all(
    workbookOf(document, 'nl').map(async (sheet) => {
      const rows: CellValue[][] = [];
      for await (const row of sheet.rows) rows.push([...row]);
      if (sheet.name === name) change(rows);
      return { ...sheet, rows };
    }),
  );
  return workbook(sheets);
}
const column = (name: string, heading: string): number =>
  workbookOf(document, 'nl')
    .find((sheet) => sheet.name === name)
    ?.columns.findIndex((one) => one.heading === heading) ?? -1;

const faultsOf = async (bytes: Uint8Array, with_ = mark): Promise<VerifiedStatement['faults']> =>
  (await verifyStatement(bytes, with_, 'nl')).faults;

describe('a sealed statement in a file', () => {
  it.each([
    ['a workbook', () => workbook()],
    ['a workbook in English', () => workbook(workbookOf(document, 'en'))],
    ['CSV', csv],
    ['JSON', async () => jsonBytes(json())],
  ])('is proven by its mark as %s', async (_, bytes) => {
    expect(await verifyStatement(await bytes(), mark, 'nl')).toEqual({
      ...{ region: 'zhz', municipality: '0505', period: '2025-02', sealedOn: '2025-03-13', lines: 5 },
      ...{ totalCents: 24_234, correctionCents: -250, faults: [] },
    });
  });

  it('names a changed amount', async () => {
    const cents = column('Regels', 'Bedrag');
    const bytes = await changedSheet('Regels', ([first]) => first && (first[cents] = 99));
    const faults = await faultsOf(bytes);
    expect(faults[0]).toEqual({ place: 'Regels!2', text: 'regel 1 is gewijzigd na het afsluiten' });
    const text = (await csv()).toString().replace('280,00', '280,01');
    expect(await faultsOf(Buffer.from(text))).toEqual([{ place: ':2', text: 'regel 1 is gewijzigd na het afsluiten' }]);
    const inJson = json();
    inJson.lumpSums[0].cents += 1;
    expect(await faultsOf(jsonBytes(inJson))).toEqual([
      { place: '/lumpSums/0', text: 'regel 3 is gewijzigd na het afsluiten' },
    ]);
  });

  it('names a missing line', async () => {
    expect(await faultsOf(await changedSheet('Correcties', (rows) => rows.pop()))).toContainEqual({
      ...{ place: 'bestand', text: 'regel 4 ontbreekt' },
    });
    const lines = (await csv()).toString().split('\r\n');
    expect(await faultsOf(Buffer.from(lines.filter((_, at) => at !== 2).join('\r\n')))).toEqual([
      { place: 'bestand', text: 'regel 2 ontbreekt' },
    ]);
    const inJson = json();
    inJson.lines.shift();
    expect(await faultsOf(jsonBytes(inJson))).toEqual([{ place: 'bestand', text: 'regel 1 ontbreekt' }]);
  });

  it('names an added line', async () => {
    const faults = await faultsOf(await changedSheet('Vorderingen', (rows) => rows.push([...(rows[0] ?? [])])));
    expect(faults[0]).toMatchObject({ place: 'Vorderingen!3' });
    const inJson = json();
    inJson.lines.push({ ...inJson.lines[0], id: '99990001.P9.1' });
    expect((await faultsOf(jsonBytes(inJson))).map(({ place }) => place)).toEqual(['/lines/2']);
  });

  it('names a total that is not the sum of its lines', async () => {
    const cents = column('Overzicht', 'Bedrag');
    const bytes = await changedSheet('Overzicht', (rows) => rows[2] && (rows[2][cents] = 1));
    expect((await faultsOf(bytes)).map(({ text }) => text)).toEqual(['dit bedrag is niet de som van de regels']);
  });

  it('names the mark of another month, and a seal that was changed', async () => {
    const other = statedOf(runOf([billed()]), '0505').mark;
    const [fault] = await faultsOf(await csv(), other);
    expect(fault?.place).toBe('zegel');
    expect(fault?.text).toContain('2025-02 van zhz');
    const inJson = json();
    inJson.proof.seal.billedCents += 1;
    expect((await faultsOf(jsonBytes(inJson))).map(({ place }) => place)).toEqual(['zegel']);
  });

  it('is not proven when lines and their digests are changed together', async () => {
    const forged = statedOf(runOf([billed({ cents: 1 }), second, claimed], run.lumpSums), '0505', [
      correctionOf('0505', -250),
    ]).document;
    const bytes = jsonBytes({ ...jsonStatementOf(forged), proof: json().proof });
    expect((await faultsOf(bytes)).map(({ text }) => text)).toEqual([
      'de regels samen zijn niet die van de afgesloten specificatie: vraag het bestand opnieuw op',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['another workbook', 'PK\u0003\u0004'],
    ['other JSON', '{"lines":[]}'],
    ['a statement without proof', JSON.stringify({ ...json(), proof: null })],
  ])('that is %s is refused with the remedy', async (_, text) => {
    await expect(verifyStatement(Buffer.from(text), mark, 'nl')).rejects.toThrow(NotAStatement);
  });
});

describe('the workbook of a statement', () => {
  it('has totals that are the sums of its lines, to the cent', () => {
    const sheets = workbookOf(document, 'nl');
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Overzicht', 'Regels', 'Lumpsum', 'Correcties', 'Vorderingen', 'Gewijzigd', 'Open punten', 'Zegel'],
    ]);
    const [summary] = sheets;
    expect([...(summary?.rows as Iterable<readonly unknown[]>)]).toEqual([
      ['Zorg', '', '', 2, 23_000],
      ['Lumpsums', '', '', 1, 1_234],
      ['Totaal van de maand', '', '', 3, 24_234],
      ['Correcties van eerdere maanden', '', '', 1, -250],
      ['Totaal met correcties', '', '', 4, 23_984],
      ['Te vorderen van andere gemeenten', '', '', 1, 700],
      ['Te betalen aan andere gemeenten', '', '', 0, 0],
      ['Per aanbieder', '99990001', 'Voorbeeld; "zorg"', 3, 24_234],
      ['Totaal per aanbieder', '', '', 3, 24_234],
      ['Zorg per productcategorie', '45', expect.stringContaining('Jeugdhulp'), 2, 23_000],
      ['Totaal zorg per productcategorie', '', '', 2, 23_000],
    ]);
    expect(sheets[1]?.totals?.[0]?.[column('Regels', 'Bedrag')]).toBe(23_000);
  });

  it('states causes in words, with the day of recording in the Netherlands', () => {
    const [row] = [...(workbookOf(document, 'nl')[3]?.rows as Iterable<readonly unknown[]>)];
    expect(row?.[column('Correcties', 'Oorzaak')]).toBe('woonplaatsfeit vastgelegd: F2 (2025-03-02)');
  });
});
