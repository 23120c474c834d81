import { tableFromIPC } from 'apache-arrow';
import { recordOf } from '../../columns/tables/growing-table.js';
import { NONE, type Table, type TextColumn } from '../../columns/tables/table.js';

/** A file does not have the expected columns: it has another version or is damaged. */
export class NotATable extends Error {
  override readonly name = 'NotATable';
}

/** Writes "no value" into the rows whose bit is 0; `firstBit` is the bit of the first row. */
export function restoreNone(codes: Int32Array, present: Uint8Array, firstBit = 0): void {
  for (let row = 0; row < codes.length; row += 1) {
    const bit = firstBit + row;
    if ((((present[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) codes[row] = NONE;
  }
}

/** A column of an opened file: its numbers, and the start of each text. */
interface RawColumn {
  readonly values: unknown;
  readonly valueOffsets: unknown;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

interface OpenedFile {
  readonly rows: number;
  column(name: string): RawColumn | undefined;
}

function opened(bytes: Uint8Array): OpenedFile {
  const table = tableFromIPC(bytes);
  return {
    rows: table.numRows,
    column: (name) => table.getChild(name)?.data[0],
  };
}

function textIn(column: RawColumn | undefined, rows: number): TextColumn {
  if (!column) return { offsets: new Int32Array(rows + 1), bytes: new Uint8Array(0) };
  const { values, valueOffsets } = column;
  if (values instanceof Uint8Array && valueOffsets instanceof Int32Array)
    return { offsets: valueOffsets.subarray(0, rows + 1), bytes: values };
  throw new NotATable('the column text contains no text');
}

/** A table in a file. */
export interface FileTable<Name extends string = string> extends Table<Name> {
  /** For columns in which some rows have no value: one bit per row, 1 when it has one. */
  readonly present: Readonly<Partial<Record<Name, Uint8Array>>>;
}

/**
 * Table of an Arrow IPC file. Its columns are views of `bytes`; rows without a value are overwritten with the number
 * for "no value", which is safe to do twice, also by two threads. Throws NotATable.
 */
export function tableIn<Name extends string>(bytes: Uint8Array, columns: readonly Name[]): FileTable<Name> {
  const { rows, column } = opened(bytes);
  const present: Partial<Record<Name, Uint8Array>> = {};
  const numbersOf = (_: number, name: Name): Int32Array => {
    if (rows === 0) return new Int32Array(0);
    const raw = column(name);
    if (!(raw?.values instanceof Int32Array) || raw.values.length < rows)
      throw new NotATable(`column ${name} with ${rows} integers is missing`);
    const values = raw.values.subarray(0, rows);
    if (raw.nullCount === 0) return values;
    present[name] = raw.nullBitmap;
    restoreNone(values, raw.nullBitmap);
    return values;
  };
  return {
    rows,
    column: recordOf(columns, numbersOf),
    text: textIn(rows === 0 ? undefined : column('text'), rows),
    present,
  };
}

/** Texts of an Arrow IPC file. Throws NotATable. */
export function textsIn(bytes: Uint8Array): TextColumn {
  const { rows, column } = opened(bytes);
  return textIn(rows === 0 ? undefined : column('text'), rows);
}
