import type { CellKind, CellValue, Sheet, SheetColumn } from '@regieboek/sheets';
import type { StarColumn, StarKind, StarRow } from '../domain/star/table.js';
import type { Described } from './partitions.js';

const kinds: Readonly<Record<StarKind, CellKind>> = {
  text: 'text',
  month: 'text',
  day: 'day',
  integer: 'integer',
  count: 'integer',
  money: 'money',
  flag: 'text',
};

/** For people: amounts in euros, and flags as words; for programs: as they are. */
export type Reader = 'person' | 'program';

function columnOf([key, { kind }]: readonly [string, StarColumn], reader: Reader): SheetColumn {
  if (reader === 'program' || kind !== 'money')
    return { key, heading: key, kind: kind === 'money' ? 'integer' : kinds[kind] };
  return { key, heading: key.replace(/_cents$/, '_euro'), kind: 'money' };
}

function cellOf(value: StarRow[string] | undefined, reader: Reader): CellValue {
  if (typeof value !== 'boolean') return value ?? null;
  if (reader === 'program') return String(value);
  return value ? 'ja' : 'nee';
}

/** A table as a sheet. */
export function sheetOf(table: Described, rows: Iterable<StarRow>, reader: Reader): Sheet {
  const columns = Object.entries(table.columns).map((column) => columnOf(column, reader));
  function* cells() {
    for (const row of rows) yield columns.map(({ key }) => cellOf(row[key], reader));
  }
  return { name: table.name, columns, rows: cells() };
}
