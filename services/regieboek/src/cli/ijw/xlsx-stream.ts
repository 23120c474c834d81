import { writeXlsxStream, type CellValue as XlsxValue } from 'hucre/xlsx';
import type { CellKind, CellValue } from '@regieboek/ijw';
import { toDay } from '@regieboek/kernel';
import type { SheetColumn, SheetRow } from './sheet-rows.js';

/** Number formats of Excel; `@` keeps codes text, so that 0505 stays 0505. */
const formats: Readonly<Record<CellKind, string>> = { text: '@', integer: '0', money: '#,##0.00', day: 'yyyy-mm-dd' };

const widths: Readonly<Record<CellKind, number>> = { text: 16, integer: 12, money: 14, day: 12 };

/** Day 0 of Excel's calendar; it counts a 29 February 1900 that was not there, so earlier days have no number. */
const dayZero = toDay('1899-12-30');
const firstSoundDay = toDay('1900-03-01');

/** Day of Excel's calendar; a day before March 1900 stays text. */
function serialOf(date: string): XlsxValue {
  const day = toDay(date);
  return day < firstSoundDay ? date : day - dayZero;
}

/** Characters a cell may have; a workbook with longer text is called damaged by Excel. Only comments come near. */
const CELL_LENGTH_MAX = 32_767;

function xlsxValue(value: CellValue, kind: CellKind): XlsxValue {
  if (value === undefined) return null;
  if (typeof value === 'number') return kind === 'money' ? value / 100 : value;
  return kind === 'day' ? serialOf(value) : value.slice(0, CELL_LENGTH_MAX);
}

/**
 * A workbook with one sheet (more after 1,048,576 rows), written while the rows are read: money as numbers with two
 * decimals, days as dates, codes as text. Text is never a formula.
 */
export function xlsxStream(columns: readonly SheetColumn[], rows: AsyncIterable<SheetRow>): AsyncIterable<Uint8Array> {
  async function* values(): AsyncGenerator<XlsxValue[]> {
    for await (const row of rows) yield columns.map(({ kind }, i) => xlsxValue(row[i], kind));
  }
  return writeXlsxStream(values(), {
    name: 'Regels',
    columns: columns.map(({ name, kind }) => ({
      header: name,
      width: Math.max(widths[kind], name.length + 2),
      numFmt: formats[kind],
    })),
    freezePane: { rows: 1 },
  });
}
