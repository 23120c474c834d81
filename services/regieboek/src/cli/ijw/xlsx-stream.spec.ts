import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sheetOf } from '../../../test/workbook.js';
import type { SheetColumn, SheetRow } from './sheet-rows.js';
import { xlsxStream } from './xlsx-stream.js';

const columns: readonly SheetColumn[] = [
  { name: 'Code', kind: 'text' },
  { name: 'Aantal', kind: 'integer' },
  { name: 'Bedrag', kind: 'money' },
  { name: 'Dag', kind: 'day' },
];

async function written(rows: readonly SheetRow[]) {
  async function* given() {
    yield* rows;
  }
  const parts: Uint8Array[] = [];
  for await (const part of xlsxStream(columns, given())) parts.push(part);
  return sheetOf(Buffer.concat(parts));
}

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
    expect((await written(texts.map((text) => [text]))).slice(1)).toEqual(texts.map((text) => [text, '', '', '']));
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
});
