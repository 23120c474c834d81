import { rowOfYouth } from '../../columns/read/collectors.js';
import { recordOf } from '../../columns/tables/growing-table.js';
import { at, type Table } from '../../columns/tables/table.js';
import type { ReusedBuffer } from './buffer-pool.js';
import { readAt } from './segment-folder.js';
import { restoreNone, type FileTable } from './read-table.js';

/** Rows of a table: from `from` up to, not including, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Byte offsets of the columns of a table in its file, and the first row of each share of its youths. */
export interface TableLayout {
  readonly rows: number;
  readonly columns: readonly number[];
  /** Offset of a column's presence bits; null when every row has a value. */
  readonly present: readonly (number | null)[];
  /** Offsets of the text's own offsets and bytes; null when the table has no text. */
  readonly text: readonly [offsets: number, bytes: number] | null;
  readonly firstRows: readonly number[];
}

/**
 * Layout of a table; `bytes` must start where the file starts. Null when columns are not views of that memory. `cuts`:
 * the first youth of each share, in order.
 */
export function layoutOf<Name extends string>(
  { rows, column, text, present }: FileTable<Name | 'youth'>,
  file: ArrayBufferLike,
  columns: readonly (Name | 'youth')[],
  cuts: readonly number[],
): TableLayout | null {
  const bits = columns.map((name) => present[name] ?? null);
  const views = [
    ...columns.map((name) => column[name]),
    ...bits.filter((some) => some !== null),
    ...(text.bytes.length > 0 ? [text.offsets, text.bytes] : []),
  ];
  if (rows > 0 && views.some(({ buffer }) => buffer !== file)) return null;
  return {
    rows,
    columns: columns.map((name) => column[name].byteOffset),
    present: bits.map((some) => some?.byteOffset ?? null),
    text: text.bytes.length > 0 ? [text.offsets.byteOffset, text.bytes.byteOffset] : null,
    firstRows: cuts.map((youth) => rowOfYouth(column.youth, youth)),
  };
}

/** Rows of the shares that contain a range of youths. */
export function rowsOfShares(
  { rows, firstRows }: TableLayout,
  cuts: readonly number[],
  { least, end }: { readonly least: number; readonly end: number },
): RowRange {
  const first = cuts.findLastIndex((cut) => cut <= least);
  const after = cuts.findIndex((cut) => cut >= end);
  return { from: firstRows[first] ?? 0, to: firstRows[after] ?? rows };
}

const NUMBER_BYTES = 4;

/** Reads some rows of a table from its open file into reusable memory; null when the file is too short. */
export function sliceOf<Name extends string>(
  handle: number,
  columns: readonly Name[],
  { layout, rows: { from, to } }: { readonly layout: TableLayout; readonly rows: RowRange },
  room: ReusedBuffer,
): Table<Name> | null {
  const rows = to - from;
  const numbers = room.take((columns.length * rows + rows + 1) * NUMBER_BYTES);
  const columnAt = (place: number, length: number) =>
    new Int32Array(numbers.buffer, numbers.byteOffset + place * rows * NUMBER_BYTES, length);
  const column = recordOf(columns, (place) => columnAt(place, rows));
  const readPresent = (codes: Int32Array, bitsAt: number | null): boolean => {
    if (bitsAt === null) return true;
    const present = room.takeText(((from & 7) + rows + 7) >> 3);
    if (!readAt(handle, present, bitsAt + (from >> 3))) return false;
    restoreNone(codes, present, from & 7);
    return true;
  };
  const isRead = columns.every(
    (name, place) =>
      readAt(handle, bytesOf(column[name]), (layout.columns[place] ?? 0) + from * NUMBER_BYTES) &&
      readPresent(column[name], layout.present[place] ?? null),
  );
  if (!isRead) return null;
  const offsets = columnAt(columns.length, rows + 1);
  if (!layout.text) return { rows, column, text: { offsets: offsets.fill(0), bytes: new Uint8Array(0) } };
  const [offsetsAt, bytesAt] = layout.text;
  if (!readAt(handle, bytesOf(offsets), offsetsAt + from * NUMBER_BYTES)) return null;
  const begin = at(offsets, 0);
  const bytes = room.takeText(at(offsets, rows) - begin);
  if (!readAt(handle, bytes, bytesAt + begin)) return null;
  for (let row = 0; row <= rows; row += 1) offsets[row] = at(offsets, row) - begin;
  return { rows, column, text: { offsets, bytes } };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
