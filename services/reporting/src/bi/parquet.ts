import { zstdCompressSync } from 'node:zlib';
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import type { StarKind, StarRow } from '../domain/star/table.js';
import type { Described } from './partitions.js';

type ParquetSchema = NonNullable<Parameters<typeof parquetWriteRows>[0]['schema']>;
type Element = ParquetSchema[number];

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

/** Days are dates; amounts are whole cents, which add up exactly. */
const elements: Readonly<Record<StarKind, Omit<Element, 'name'>>> = {
  text,
  month: text,
  day: { type: 'INT32', converted_type: 'DATE' },
  integer: { type: 'INT64' },
  count: { type: 'INT64' },
  money: { type: 'INT64' },
  flag: { type: 'BOOLEAN' },
};

const DAY_MS = 86_400_000;

/** A value as the writer takes it. */
function valueOf(value: StarRow[string] | undefined, kind: StarKind): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return BigInt(value);
  return kind === 'day' ? Date.parse(`${String(value)}T00:00:00Z`) / DAY_MS : value;
}

/** Columns of a file: the region is in the name of its folder, as programs that read partitions expect. */
const columnsOf = ({ columns }: Described): [name: string, kind: StarKind][] =>
  Object.entries(columns)
    .filter(([name]) => name !== 'region')
    .map(([name, { kind }]) => [name, kind]);

function* valuesOf(rows: Iterable<StarRow>, columns: readonly (readonly [string, StarKind])[]) {
  for (const row of rows) yield Object.fromEntries(columns.map(([name, kind]) => [name, valueOf(row[name], kind)]));
}

/** Rows of a row group, which are in memory together: with a million rows the process stays below 500 MB. */
const GROUP_ROWS = 25_000;

/**
 * Rows as a Parquet file, compressed with zstd. Money are whole cents (INT64), days dates. The same rows give the same bytes by the
 * same version of the product.
 */
export function parquetOf(table: Described, rows: Iterable<StarRow>): Uint8Array {
  const columns = columnsOf(table);
  const writer = new ByteWriter();
  void parquetWriteRows({
    writer,
    rows: valuesOf(rows, columns),
    columns: columns.map(([name]) => ({ name })),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(([name, kind]): Element => ({ name, repetition_type: 'OPTIONAL', ...elements[kind] })),
    ],
    codec: 'ZSTD',
    compressors: { ZSTD: (input) => zstdCompressSync(input) },
    rowGroupSize: GROUP_ROWS,
    createdBy: 'regieboek',
  });
  return new Uint8Array(writer.getBuffer());
}
