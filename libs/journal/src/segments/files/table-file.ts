import {
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table as ArrowTable,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Data,
  type Vector,
} from 'apache-arrow';
import { recordOf } from '../../columns/tables/growing-table.js';
import { at, NONE, type Table, type TextColumn } from '../../columns/tables/table.js';

/** Columns of codes: in the file they are texts of a dictionary, and "no value" is null. */
const codeColumns: ReadonlySet<string> = new Set([
  'municipality',
  'provider',
  'category',
  'code',
  'codes',
  'reason',
  'type',
  'unit',
]);

/** A file does not hold the expected columns: it has another version or is damaged. */
export class NotATable extends Error {
  override readonly name = 'NotATable';
}

const codeType = new Dictionary(new Utf8(), new Int32(), 1, false);

/** Codes in Arrow's form: rows without a value hold 0, since Polars refuses codes that the dictionary does not have. */
interface Codes {
  readonly data: Int32Array;
  /** One bit per row, least significant first: 1 when the row has a value. */
  readonly nullBitmap: Uint8Array;
  readonly nullCount: number;
}

function codesOf(column: Int32Array): Codes {
  const data = column.slice();
  const nullBitmap = new Uint8Array((data.length + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < data.length; row += 1)
    if (at(data, row) === NONE) {
      data[row] = 0;
      nullCount += 1;
    } else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  return { data, nullBitmap, nullCount };
}

/** Writes "no value" into the rows whose bit is 0; `firstBit` is the bit of the first row. */
export function restoreNone(codes: Int32Array, present: Uint8Array, firstBit = 0): void {
  for (let row = 0; row < codes.length; row += 1) {
    const bit = firstBit + row;
    if ((((present[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) codes[row] = NONE;
  }
}

function columnData(name: string, column: Int32Array, dictionary: Vector<Utf8>): Data {
  const { length } = column;
  if (!codeColumns.has(name)) return makeData({ type: new Int32(), data: column, length, nullCount: 0 });
  return makeData({ type: codeType, length, dictionary, ...codesOf(column) });
}

const textData = ({ offsets, bytes }: TextColumn): Data =>
  makeData({
    type: new Utf8(),
    data: bytes,
    valueOffsets: offsets,
    length: offsets.length - 1,
    nullCount: 0,
  });

function written(fields: readonly Field[], children: readonly Data[], length: number): Uint8Array {
  const schema = new Schema([...fields]);
  const struct = makeData({ type: new Struct([...fields]), children: [...children], length, nullCount: 0 });
  return tableToIPC(new ArrowTable([new RecordBatch(schema, struct)]), 'file');
}

const textField = new Field('text', new Utf8(), false);

/** A table as an Arrow IPC file. `words` is the dictionary of its codes; a table without text has no text column. */
export function tableFile(table: Table, columns: readonly string[], words: readonly string[]): Uint8Array {
  const dictionary = vectorFromArray([...words], new Utf8());
  const hasText = table.text.offsets.length === table.rows + 1 && table.text.bytes.length > 0;
  const fields = columns.map((name) =>
    codeColumns.has(name) ? new Field(name, codeType, true) : new Field(name, new Int32(), false),
  );
  const data = columns.map((name) => columnData(name, table.column[name] ?? new Int32Array(0), dictionary));
  return written(
    hasText ? [...fields, textField] : fields,
    hasText ? [...data, textData(table.text)] : data,
    table.rows,
  );
}

/** Texts as an Arrow IPC file with one column. */
export const textFile = (text: TextColumn): Uint8Array =>
  written([textField], [textData(text)], text.offsets.length - 1);

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
