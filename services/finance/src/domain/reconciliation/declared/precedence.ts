import { at } from '@regieboek/journal';
import type { DeclaredRows } from './rows.js';

/** Bits for the place in a declaration and for the number of a declaration, in one integer that a double can store. */
const PLACE = 2 ** 24;
const DECLARATION = 2 ** 28;

/**
 * Precedence of rows, in log order per youth: the lower number first, of equal ones the earlier row. See
 * `DeclaredRows.precedence`.
 */
export function precedenceOf(declared: DeclaredRows, rows: Int32Array): Float64Array {
  const { declaration, place } = declared.columns.lines.column;
  const order = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = at(rows, index);
    if (at(place, row) >= PLACE || at(declaration, row) >= DECLARATION || declared.wide.has(row))
      return ranksOf(declared, rows);
    const refused = declared.isRefused(row) ? DECLARATION : 0;
    order[index] = (refused + at(declaration, row)) * PLACE + at(place, row);
  }
  return order;
}

/** The same by comparing rows, for numbers that do not fit. */
function ranksOf(declared: DeclaredRows, rows: Int32Array): Float64Array {
  const order = new Float64Array(rows.length);
  const sorted = Array.from(rows, (row, index) => ({ row, index }));
  sorted.sort((a, b) => declared.precedence(a.row, b.row));
  for (const [rank, { index }] of sorted.entries()) order[index] = rank;
  return order;
}
