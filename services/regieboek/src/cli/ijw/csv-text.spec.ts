import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountText, csvHead, csvRow, type CsvForm } from './csv-text.js';
import type { SheetColumn, SheetRow } from './sheet-rows.js';

const dutch: CsvForm = { separator: ';', decimal: 'comma' };
const english: CsvForm = { separator: ',', decimal: 'point' };
const columns: readonly SheetColumn[] = [
  { name: 'Code', kind: 'text' },
  { name: 'Aantal', kind: 'integer' },
  { name: 'Bedrag', kind: 'money' },
  { name: 'Dag', kind: 'day' },
];

/** A reader of CSV by RFC 4180, written for this test. */
function parsed(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else while (text[at] !== separator && text[at] !== '\r') cell += text[at++];
    row.push(cell);
    if (text[at] === separator) at += 1;
    else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no end of line at ${at}`);
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}

describe('a row of CSV', () => {
  it('has amounts with two decimals, days and integers unchanged, and nothing for absent values', () => {
    expect(csvRow(['0505', 3, -123456, '2026-02-01'], columns, dutch)).toBe('0505;3;-1234,56;2026-02-01\r\n');
    expect(csvRow(['0505', 3, 5, undefined], columns, english)).toBe('0505,3,0.05,\r\n');
  });

  it('quotes an amount whose comma is the separator', () => {
    expect(csvRow(['', 0, 100, ''], columns, { separator: ',', decimal: 'comma' })).toBe(',0,"1,00",\r\n');
  });

  it.each(['=1+1', '+31', '-A', '@SUM(A1)', '\tx', '\rx', '\nx', '=cmd|"x"'])(
    'prevents the text %j from being a formula',
    (text) => {
      expect(parsed(csvRow([text], columns.slice(0, 1), dutch), ';')).toEqual([[`'${text}`]]);
    },
  );

  it('is read back as written, for any text', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\r', '\n', ' ', '€', '\t'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 4 }), fc.constantFrom(';', ',', '\t', '|'), (rows, s) => {
        const two = columns.slice(0, 1).concat(columns.slice(0, 1));
        const text = rows.map((row: SheetRow) => csvRow(row, two, { separator: s, decimal: 'comma' })).join('');
        const guarded = rows.map((row) => row.map((each) => (/^[\t\r\n]/.test(each) ? `'${each}` : each)));
        expect(parsed(text, s)).toEqual(guarded);
      }),
      { seed: 4180 },
    );
  });

  it('comes under the column names', () => {
    expect(csvHead(columns, dutch)).toBe('Code;Aantal;Bedrag;Dag\r\n');
  });
});

describe('an amount as text', () => {
  it('is exact to the cent for every amount of the standard', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (cents) => {
        const text = amountText(cents, 'point');
        expect(text).toMatch(/^-?\d+\.\d\d$/);
        expect(BigInt(text.replace('.', ''))).toBe(BigInt(cents));
      }),
      { seed: 2 },
    );
  });
});
