import { stringify } from 'csv-stringify/sync';
import type { CellValue } from '@regieboek/ijw';
import { spreadsheetText, type Cents } from '@regieboek/kernel';
import type { SheetColumn, SheetRow } from './sheet-rows.js';

/** Notation of numbers and columns in CSV. */
export interface CsvForm {
  /** One character between columns. */
  readonly separator: string;
  readonly decimal: 'comma' | 'point';
}

/** Byte order mark by which spreadsheet programs recognise UTF-8. */
export const byteOrderMark = '\uFEFF';

/** An amount in whole cents with two decimals and without thousands separators: `-1234,50`. */
export function amountText(cents: Cents, decimal: CsvForm['decimal']): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}${decimal === 'comma' ? ',' : '.'}${digits.slice(-2)}`;
}

function cellText(value: CellValue, { kind }: SheetColumn, form: CsvForm): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return kind === 'money' ? amountText(value, form.decimal) : String(value);
  // Text comes from the message: an apostrophe keeps it text. Numbers are ours, and may be negative.
  return spreadsheetText(value);
}

const lineOf = (cells: readonly string[], separator: string): string =>
  stringify([[...cells]], { delimiter: separator, record_delimiter: 'windows', quoted_match: /[\r\n]/ });

/** The line with the names of the columns (RFC 4180). */
export const csvHead = (columns: readonly SheetColumn[], { separator }: CsvForm): string =>
  lineOf(
    columns.map(({ name }) => name),
    separator,
  );

/** A row as a line of CSV (RFC 4180): CRLF, quotes doubled, and no text that a spreadsheet program takes for a formula. */
export const csvRow = (row: SheetRow, columns: readonly SheetColumn[], form: CsvForm): string =>
  lineOf(
    columns.map((column, i) => cellText(row[i], column, form)),
    form.separator,
  );
