/** Values of cells in the notation of the proof, from CSV and from workbooks. */
import type { CellKind } from '@regieboek/sheets';
import { fromDay, toDay } from '@regieboek/kernel';
import { kindOf, type ColumnKey } from '../../statement/columns.js';
import { provenFields, type ProvenKind, type ProvenLine } from '../../../statements/proof/proven-line.js';

/** A cell as a reader gives it. */
export type ReadCell = string | number | Date | boolean | null | undefined;

/** Cells of a row by column. */
export type ReadRow = Partial<Readonly<Record<ColumnKey, ReadCell>>>;

/** Day 0 of the calendar of Excel. */
const dayZero = toDay('1899-12-30');

/** Text without the apostrophe that keeps a spreadsheet program from running it as a formula. */
const plain = (text: string): string => (/^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text);

/** A number written with decimals, in cents; any other text stays as it is, so that its digest differs. */
function centsOf(cell: string | number): string | number {
  if (typeof cell === 'number') return Math.round(cell * 100);
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(cell) ?? [];
  return whole === '' ? cell : Number(`${sign}${whole}${part.padEnd(2, '0')}`);
}

const dayOf = (cell: string | number): string =>
  typeof cell === 'number' ? fromDay(Math.round(cell) + dayZero) : cell;

const readers: Readonly<Record<CellKind, (cell: string | number) => string | number>> = {
  text: (cell) => (typeof cell === 'string' ? plain(cell) : String(cell)),
  integer: (cell) => cell,
  number: (cell) => cell,
  money: centsOf,
  day: dayOf,
};

/** Value of a cell by the kind of its column: money in cents, a day as `yyyy-mm-dd`; null when it is empty. */
export function valueIn(row: ReadRow, key: ColumnKey): string | number | null {
  const cell = row[key];
  if (cell === null || cell === undefined || cell === '') return null;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return readers[kindOf(key)](typeof cell === 'boolean' ? String(cell) : cell);
}

/** Column that has a field of a line. */
const columnOf = (kind: ProvenKind, field: string): ColumnKey =>
  (kind === 'claim' && field === 'cents' ? 'claimCents' : field) as ColumnKey;

/** The line that a row states. */
export const lineIn = (kind: ProvenKind, row: ReadRow): ProvenLine => ({
  kind,
  values: Object.fromEntries(provenFields[kind].map((field) => [field, valueIn(row, columnOf(kind, field))] as const)),
});

/** A whole number in a cell; null for anything else. */
export function numberIn(row: ReadRow, key: ColumnKey): number | null {
  const value = valueIn(row, key);
  const number = typeof value === 'string' ? Number(value) : value;
  return Number.isSafeInteger(number) ? number : null;
}

/** Text in a cell; empty without one. */
export const textIn = (row: ReadRow, key: ColumnKey): string => String(valueIn(row, key) ?? '');
