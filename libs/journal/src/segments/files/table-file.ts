import {
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table as ArrowTable,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Data,
  type Vector,
} from 'apache-arrow';
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
