import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, type Cents } from '@regieboek/kernel';
import type { CellValue, Sheet, SheetColumn, SheetRow } from '../sheet.js';

/** Notation of numbers and columns in CSV. */
export interface CsvForm {
  /** One character between columns. */
  readonly separator: string;
  readonly decimal: 'comma' | 'point';
}

/** CSV as spreadsheet programs in Dutch open it: semicolons and decimal commas. */
export const dutchCsv: CsvForm = { separator: ';', decimal: 'comma' };

/** CSV for programs: commas and decimal points. */
export const plainCsv: CsvForm = { separator: ',', decimal: 'point' };

/** Byte order mark by which spreadsheet programs recognise UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

const PART_LENGTH = 32 * 1024;

/** An amount in whole cents with two decimals and without thousands separators: `-1234,50`. */
export function amountText(cents: Cents, decimal: CsvForm['decimal']): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}${decimal === 'comma' ? ',' : '.'}${digits.slice(-2)}`;
}

function cellText(value: CellValue, kind: SheetColumn['kind'], { decimal }: CsvForm): string {
  if (value === undefined || value === null) return '';
  // Text comes from messages and people: an apostrophe keeps it text. Numbers are ours, and may be negative.
  if (typeof value === 'string') return spreadsheetText(value);
  if (kind === 'money') return amountText(value, decimal);
  return decimal === 'comma' ? String(value).replace('.', ',') : String(value);
}

const lineOf = (cells: readonly string[], separator: string): string =>
  // A carriage return alone ends a row for Excel.
  stringify([[...cells]], { delimiter: separator, record_delimiter: 'windows', quoted_match: /[\r\n]/ });

const rowText = (row: SheetRow, columns: readonly SheetColumn[], form: CsvForm): string =>
  lineOf(
    columns.map(({ kind }, index) => cellText(row[index], kind, form)),
    form.separator,
  );

/**
 * A sheet as CSV (RFC 4180: CRLF, quotes doubled; UTF-8 with byte order mark) in parts of several rows. The first line has the
 * headings; no cell is taken for a formula. Lines above and below the table are left out.
 */
export async function* csvParts({ columns, rows }: Sheet, form: CsvForm = dutchCsv): AsyncGenerator<string> {
  const headings = columns.map(({ heading }) => heading);
  let part = BYTE_ORDER_MARK + lineOf(headings, form.separator);
  for await (const row of rows) {
    part += rowText(row, columns, form);
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  yield part;
}
