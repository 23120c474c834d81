import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sheet, SheetColumn, SheetRow } from '../sheet.js';
import { sheetNames, sheetOf } from '../testing/index.js';
import { xlsxParts } from './workbook.js';

const columns: readonly SheetColumn[] = [
  { key: 'Code', heading: 'Code', kind: 'text' },
  { key: 'Aantal', heading: 'Aantal', kind: 'integer' },
  { key: 'Bedrag', heading: 'Bedrag', kind: 'money' },
  { key: 'Dag', heading: 'Dag', kind: 'day' },
];

async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of xlsxParts(sheets)) parts.push(part);
  return Buffer.concat(parts);
}

const written = async (rows: readonly SheetRow[]) => sheetOf(await workbook([{ name: 'Regels', columns, rows }]));

const euros = (number: number) => ({ number, format: '#,##0.00' });
const date = (number: number) => ({ number, format: 'yyyy-mm-dd' });

describe('a workbook', () => {
  it('has codes as text, amounts as numbers with two decimals, and days as dates', async () => {
    expect(
      await written([
        ['0505', 3, 123456, '2026-02-28'],
        ['', 0, -5, '1900-03-01'],
        [undefined, undefined, undefined, '1899-12-31'],
      ]),
    ).toEqual([
      ['Code', 'Aantal', 'Bedrag', 'Dag'],
      ['0505', { number: 3, format: '0' }, euros(1234.56), date(46_081)],
      ['', { number: 0, format: '0' }, euros(-0.05), date(61)],
      ['', '', '', '1899-12-31'],
    ]);
  });

  it('keeps text as text, also when it looks like a formula or markup', async () => {
    const texts = ['=1+1', '@SUM(A1)', '-2', '<is>&amp;', ' a ', '"', 'é€𝒜'];
    expect((await written(texts.map((text) => [text]))).slice(1)).toEqual(texts.map((text) => [text]));
  });

  it('truncates text that is too long for a cell', async () => {
    expect((await written([['x'.repeat(40_000)]]))[1]?.[0]).toBe('x'.repeat(32_767));
  });

  it('stores every amount of the standard exactly', async () => {
    const amounts = fc.sample(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), { numRuns: 200, seed: 3 });
    const rows = await written(amounts.map((cents) => [undefined, undefined, cents, undefined]));
    const back = rows.slice(1).map((row) => {
      const cell = row[2];
      return typeof cell === 'object' ? Number(String(cell.number.toFixed(2)).replace('.', '')) : cell;
    });
    expect(back).toEqual(amounts);
  });

  it('has its sheets in order, each with its intro above and its totals below', async () => {
    const lines: Sheet = {
      name: 'Regels & bedragen',
      intro: [
        ['Regio', 'zhz'],
        ['Totaal', 1250, 'money'],
      ],
      columns,
      rows: [['0505', 2, 1250, '2026-01-02']],
      totals: [['Totaal', 2, 1250]],
    };
    const bytes = await workbook([lines, { name: 'Leeg', columns: [], rows: [] }]);
    expect(sheetNames(bytes)).toEqual(['Regels & bedragen', 'Leeg']);
    expect(sheetOf(bytes)).toEqual([
      ['Regio', 'zhz'],
      ['Totaal', euros(12.5)],
      [],
      ['Code', 'Aantal', 'Bedrag', 'Dag'],
      ['0505', { number: 2, format: '0' }, euros(12.5), date(46_024)],
      ['Totaal', { number: 2, format: '0' }, euros(12.5)],
    ]);
    expect(sheetOf(bytes, 2)).toEqual([[]]);
  });

  it('has the same bytes for the same content', async () => {
    const sheet: Sheet = { name: 'Regels', columns, rows: [['0505', 1, 1, '2026-01-01']] };
    expect(await workbook([sheet])).toEqual(await workbook([sheet]));
  });

  it('keeps characters that XML cannot carry as a replacement, and carriage returns and escapes as they were meant', async () => {
    const [, ...rows] = await written([['a\u0000b'], ['\uD800'], ['_x0041_'], ['a\rb']]);
    expect(rows.map(([text]) => text)).toEqual(['a\uFFFDb', '\uFFFD', '_x005F_x0041_', 'a_x000D_b']);
  });

  it.each(['', 'a'.repeat(32), 'a/b', "'a"])('refuses the name %j for a sheet', async (name) => {
    await expect(workbook([{ name, columns, rows: [] }])).rejects.toThrow('cannot be the name of a sheet');
  });

  it('refuses two sheets with one name, in any case of letters, and no sheet at all', async () => {
    const sheets = ['Regels', 'REGELS'].map((name) => ({ name, columns, rows: [] }));
    await expect(workbook(sheets)).rejects.toThrow('the same name');
    await expect(workbook([])).rejects.toThrow('needs a sheet');
  });

  it('fails with the error of a source of rows', async () => {
    async function* broken(): AsyncGenerator<SheetRow> {
      yield ['0505'];
      await Promise.resolve();
      throw new Error('the source is away');
    }
    await expect(workbook([{ name: 'Regels', columns, rows: broken() }])).rejects.toThrow('the source is away');
  });

  it('stops reading rows when its reader goes away', async () => {
    let isClosed = false;
    function* endless(): Generator<SheetRow> {
      try {
        for (let row = 0; ; row += 1) yield [`code-${row}`, row, row, '2026-01-01'];
      } finally {
        isClosed = true;
      }
    }
    let length = 0;
    for await (const part of xlsxParts([{ name: 'Regels', columns, rows: endless() }])) {
      length += part.length;
      if (length > 100_000) break;
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(true);
  });
});
