import type { DecidedLine } from '@regieboek/events';
import { lineRow } from './lines.js';
import { GrowingRows } from '../tables/growing-rows.js';
import type { RegionNames } from '../names/region-names.js';
import { lineColumns } from './segment.js';

/** Lines by the month of their declaration. */
export type LineTables = Map<string, GrowingRows<(typeof lineColumns)[number]>>;

/** The table of the month of a declaration. */
export function lineTableOf(declaration: number, names: RegionNames, tables: LineTables) {
  const month = names.periods[declaration] ?? '';
  const table = tables.get(month) ?? new GrowingRows(lineColumns);
  tables.set(month, table);
  return table;
}

/** Adds the lines of an event to the table of the month of their declaration. */
export function encodeLinesOf(
  lines: readonly DecidedLine[],
  { position, declaration }: { readonly position: number; readonly declaration: number },
  names: RegionNames,
  tables: LineTables,
): void {
  const table = lineTableOf(declaration, names, tables);
  for (const [index, line] of lines.entries()) {
    const { values, text } = lineRow(line, { position, index, declaration }, names);
    table.push(values, text);
  }
}
