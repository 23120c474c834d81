import { describe, expect, it } from '@jest/globals';
import { fitColumns, tableHead, tableRow, type FittedColumn } from './fit-table.js';

const column = (label: string, width: number, rank: number, cut: 'not' | 'end' | 'start' = 'not'): FittedColumn => ({
  column: { label, rank, cut, right: false, of: () => '' },
  width,
});

const columns = [
  column('Client', 6, 0),
  column('Referentie', 20, 3, 'start'),
  column('Tarief', 10, 5),
  column('Reden', 40, 4, 'end'),
  column('Bedrag', 10, 0),
];
const fitted = (room?: number) => fitColumns(columns, room).map(({ column: { label }, width }) => [label, width]);

describe('a table in a terminal', () => {
  it('keeps the width of all columns when there is room, or no terminal', () => {
    const all = columns.map(({ column: { label }, width }) => [label, width]);
    expect(fitted(94)).toEqual(all);
    expect(fitted(undefined)).toEqual(all);
  });

  it('truncates long text first, the longest most', () => {
    expect(fitted(80)).toEqual([
      ['Client', 6],
      ['Referentie', 20],
      ['Tarief', 10],
      ['Reden', 26],
      ['Bedrag', 10],
    ]);
  });

  it('then omits columns, the least important first, and never those that identify a row', () => {
    expect(fitted(50).map(([label]) => label)).toEqual(['Client', 'Referentie', 'Reden', 'Bedrag']);
    expect(fitted(35).map(([label]) => label)).toEqual(['Client', 'Referentie', 'Bedrag']);
    expect(fitted(5).map(([label]) => label)).toEqual(['Client', 'Bedrag']);
  });

  it('takes no more room than available, as long as possible', () => {
    for (let room = 18; room <= 100; room += 1) {
      const row = tableRow(fitColumns(columns, room), () => 'x'.repeat(60));
      expect(row.length).toBeLessThanOrEqual(room);
    }
  });

  it('marks truncated text, numbers at their start, and aligns numbers right', () => {
    const right: FittedColumn = { column: { ...column('Bedrag', 8, 0).column, right: true }, width: 8 };
    const all = [column('Reden', 5, 0, 'end'), column('Nummer', 6, 0, 'start'), right];
    expect(tableHead(all)).toEqual(['Reden  Nummer    Bedrag', '-----  ------  --------']);
    const texts: Record<string, string> = { Reden: 'overleden', Nummer: 'P-2026-00017', Bedrag: '1,00' };
    expect(tableRow(all, ({ label }) => texts[label] ?? '')).toBe('over…  …00017      1,00');
  });
});
