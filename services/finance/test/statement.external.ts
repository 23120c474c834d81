/** The workbook of a statement as openpyxl opens it: `npm run test:external` installs that, and sets PYTHON. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { xlsxParts } from '@regieboek/sheets';
import { workbookOf } from '../src/documents/statement/workbook.js';
import { billed, lumpSumOf, runOf } from './billed.js';
import { correctionOf, statedOf } from './stated.js';

type Cell = readonly [type: string, value: unknown, format?: string];

const run = runOf([billed(), billed({ id: '99990001.P2.1', reference: 'P2', cents: -5_001 })], [lumpSumOf('0505', 99)]);
const { document, mark } = statedOf(run, '0505', [correctionOf('0505', -250)]);

describe('the workbook of a statement in openpyxl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-openpyxl-'));
  let sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  const rows = (name: string) => sheets[name] ?? [];
  const at = (name: string, heading: string): number => {
    const head = rows(name).find((row) => row.some(([, value]) => value === heading)) ?? [];
    return head.findIndex(([, value]) => value === heading);
  };

  beforeAll(async () => {
    const parts: Uint8Array[] = [];
    for await (const part of xlsxParts(workbookOf(document, 'nl'))) parts.push(part);
    const file = join(folder, 'statement.xlsx');
    writeFileSync(file, Buffer.concat(parts));
    const script = join(import.meta.dirname, '../../../tools/python/read_workbook.py');
    sheets = JSON.parse(execFileSync(process.env['PYTHON'] ?? 'python3', [script, file], { encoding: 'utf8' }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has its sheets in order', () => {
    expect(Object.keys(sheets)).toEqual([
      ...['Overzicht', 'Regels', 'Lumpsum', 'Correcties', 'Vorderingen', 'Gewijzigd', 'Open punten', 'Zegel'],
    ]);
  });

  it('has codes as text, days as dates and euros as numbers', () => {
    const [, line = []] = rows('Regels');
    expect(line[at('Regels', 'Gemeente')]).toEqual(['text', '0505']);
    expect(line[at('Regels', 'Naam gemeente')]).toEqual(['text', 'Dordrecht']);
    expect(line[at('Regels', 'Productperiode van')]).toEqual(['day', '2025-02-01']);
    expect(line[at('Regels', 'Bedrag')]).toEqual(['number', 280, '#,##0.00']);
    expect(line[at('Regels', 'Tarief')]).toEqual(['number', 10, '#,##0.00']);
    expect(line[at('Regels', 'Dagen')]).toEqual(['number', 28, '0']);
  });

  it('has totals that equal the sums of the lines, to the cent', () => {
    const amounts = at('Regels', 'Bedrag');
    const values = rows('Regels').map((row) => row[amounts]?.[1]);
    expect(values).toEqual(['Bedrag', 280, -50.01, 229.99]);
    const summary = Object.fromEntries(rows('Overzicht').map((row) => [row[0]?.[1], row[4]?.[1]]));
    expect(summary).toMatchObject({ Zorg: 229.99, Lumpsums: 0.99, 'Totaal van de maand': 230.98 });
    expect(summary['Totaal met correcties']).toBe(228.48);
  });

  it('states the mark above the summary', () => {
    expect(rows('Overzicht').find(([label]) => label?.[1] === 'Zegel')?.[1]).toEqual(['text', mark]);
  });
});
