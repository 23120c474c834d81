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
import { recordOf } from '../columns/growing-table.js';
import { at, NONE, type Table, type TextColumn } from '../columns/table.js';

/** Columns of codes: in the file they are texts of a dictionary, -1 is null. */
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

/** A file does not hold the columns that it should: it is of another version or was damaged. */
export class NotATable extends Error {
  override readonly name = 'NotATable';
}

const codeType = new Dictionary(new Utf8(), new Int32(), 1, false);

/** One bit a row, least significant first: 1 where there is a value. */
function validity(codes: Int32Array): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((codes.length + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < codes.length; row += 1) {
    if (at(codes, row) === NONE) nullCount += 1;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return { nullBitmap, nullCount };
}

function columnData(name: string, data: Int32Array, dictionary: Vector<Utf8>): Data {
  if (!codeColumns.has(name)) return makeData({ type: new Int32(), data, length: data.length, nullCount: 0 });
  return makeData({ type: codeType, data, length: data.length, dictionary, ...validity(data) });
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

/** A column of an opened file: its numbers, and where each text begins. */
interface RawColumn {
  readonly values: unknown;
  readonly valueOffsets: unknown;
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
  throw new NotATable('the column text holds no text');
}

/** Table of an Arrow IPC file; its columns are views of `bytes`, nothing is copied. Throws NotATable. */
export function tableIn<Name extends string>(bytes: Uint8Array, columns: readonly Name[]): Table<Name> {
  const { rows, column } = opened(bytes);
  return {
    rows,
    column: recordOf(columns, (index) => {
      const values = rows === 0 ? new Int32Array(0) : column(columns[index] ?? '')?.values;
      if (values instanceof Int32Array && values.length >= rows) return values.subarray(0, rows);
      throw new NotATable(`there is no column ${columns[index]} of ${rows} whole numbers`);
    }),
    text: textIn(rows === 0 ? undefined : column('text'), rows),
  };
}

/** Texts of an Arrow IPC file. Throws NotATable. */
export function textsIn(bytes: Uint8Array): TextColumn {
  const { rows, column } = opened(bytes);
  return textIn(rows === 0 ? undefined : column('text'), rows);
}
