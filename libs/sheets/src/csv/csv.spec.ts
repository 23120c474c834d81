import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SheetColumn, SheetRow } from '../sheet.js';
import { amountText, csvParts, dutchCsv, plainCsv, type CsvForm } from './csv.js';

const columns: readonly SheetColumn[] = [
  { key: 'Code', heading: 'Code', kind: 'text' },
  { key: 'Aantal', heading: 'Aantal', kind: 'integer' },
  { key: 'Bedrag', heading: 'Bedrag', kind: 'money' },
  { key: 'Dag', heading: 'Dag', kind: 'day' },
];

/** The text of a sheet, without its byte order mark. */
async function written(rows: readonly SheetRow[], of: readonly SheetColumn[], form: CsvForm): Promise<string> {
  let text = '';
  for await (const part of csvParts({ name: 'Regels', columns: of, rows }, form)) text += part;
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1);
}

/** The rows below the headings. */
async function body(rows: readonly SheetRow[], of: readonly SheetColumn[], form: CsvForm): Promise<string> {
  const text = await written(rows, of, form);
  return text.slice(text.indexOf('\r\n') + 2);
}

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

describe('a sheet as CSV', () => {
  it('has amounts with two decimals, days and integers unchanged, and nothing for absent values', async () => {
    expect(await body([['0505', 3, -123456, '2026-02-01']], columns, dutchCsv)).toBe('0505;3;-1234,56;2026-02-01\r\n');
    expect(await body([['0505', 3, 5, undefined]], columns, plainCsv)).toBe('0505,3,0.05,\r\n');
  });

  it('has broken numbers in the notation of the document', async () => {
    const one: readonly SheetColumn[] = [{ key: 'share', heading: 'Aandeel', kind: 'number' }];
    expect(await body([[0.25], [null]], one, dutchCsv)).toBe('0,25\r\n\r\n');
    expect(await body([[0.25]], one, plainCsv)).toBe('0.25\r\n');
  });

  it('quotes an amount whose comma is the separator', async () => {
    expect(await body([['', 0, 100, '']], columns, { separator: ',', decimal: 'comma' })).toBe(',0,"1,00",\r\n');
  });

  it.each(['=1+1', '+31', '-A', '@SUM(A1)', '\tx', '\rx', '\nx', '=cmd|"x"'])(
    'prevents the text %j from being a formula',
    async (text) => {
      expect(parsed(await body([[text]], columns.slice(0, 1), dutchCsv), ';')).toEqual([[`'${text}`]]);
    },
  );

  it('is read back as written, for any text', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\r', '\n', ' ', '€', '\t'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 4 }),
        fc.constantFrom(';', ',', '\t', '|'),
        async (rows, separator) => {
          const two = columns.slice(0, 1).concat(columns.slice(0, 1));
          const text = await body(rows, two, { separator, decimal: 'comma' });
          const guarded = rows.map((row) => row.map((each) => (/^[\t\r\n]/.test(each) ? `'${each}` : each)));
          expect(parsed(text, separator)).toEqual(guarded);
        },
      ),
      { seed: 4180 },
    );
  });

  it('begins with the headings', async () => {
    expect(await written([], columns, dutchCsv)).toBe('Code;Aantal;Bedrag;Dag\r\n');
  });

  it('comes in parts that join to all rows', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [`code-${row}`, row, row, '2026-01-01']);
    const lines = (await written(rows, columns, dutchCsv)).split('\r\n');
    expect(lines).toHaveLength(5002);
    expect(lines[5000]).toBe('code-4999;4999;49,99;2026-01-01');
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
