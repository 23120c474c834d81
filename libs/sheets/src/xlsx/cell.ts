import { toDay } from '@regieboek/kernel';
import { amountText } from '../csv/csv.js';
import type { CellKind, CellValue } from '../sheet.js';
import { styleOf } from './styles.js';

/** Characters that a cell may have; Excel calls a workbook with more damaged. */
const CELL_LENGTH_MAX = 32_767;

/** Day 0 of Excel's calendar; it counts a 29 February 1900 that was not there, so earlier days have no number. */
const dayZero = toDay('1899-12-30');
const firstSoundDay = toDay('1900-03-01');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot carry. */
const forbidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text that Excel would take for an escaped character, such as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
const escaped = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text in XML; a character that XML cannot carry becomes U+FFFD, and a carriage return is kept by its escape. */
export const xmlText = (text: string): string =>
  text
    .replace(escaped, '_x005F_')
    .replace(forbidden, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll('\r', '_x000D_');

const numberCell = (place: string, number: string, style: number): string =>
  `<c r="${place}" s="${style}"><v>${number}</v></c>`;

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, CELL_LENGTH_MAX))}</t></is></c>`;

/** Number of a day in Excel's calendar; undefined before March 1900. */
function serialOf(date: string): number | undefined {
  const day = toDay(date);
  return day < firstSoundDay ? undefined : day - dayZero;
}

/** A value to write: its kind, and whether it is bold. */
export interface Cell {
  readonly value: CellValue;
  readonly kind: CellKind;
  readonly isBold?: boolean;
}

/** A cell at a place such as `B7`: money and days as numbers with a format, text as it is, never a formula; empty without value. */
export function cellXml(place: string, { value, kind, isBold }: Cell): string {
  const style = styleOf(kind, isBold);
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'number')
    return numberCell(place, kind === 'money' ? amountText(value, 'point') : String(value), style);
  const serial = kind === 'day' ? serialOf(value) : undefined;
  return serial === undefined ? textCell(place, value, style) : numberCell(place, String(serial), style);
}
