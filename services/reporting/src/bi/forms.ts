import { csvParts, dutchCsv, plainCsv, xlsxParts } from '@regieboek/sheets';
import type { StarRow } from '../domain/star/table.js';
import { parquetOf } from './parquet.js';
import type { Described } from './partitions.js';
import { sheetOf } from './star-sheet.js';

/** Forms of the files: for programs, for a spreadsheet program in Dutch, and for programs without Parquet. */
export const biForms = ['parquet', 'csv', 'csv-plain', 'xlsx'] as const;

/** A form of the files. */
export type BiForm = (typeof biForms)[number];

/** A form of files: the ending of its files, and their content. */
interface Writer {
  readonly ending: string;
  readonly parts: (table: Described, rows: Iterable<StarRow>) => AsyncIterable<Uint8Array | string>;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Writers of all forms. */
export const writers: Readonly<Record<BiForm, Writer>> = {
  parquet: { ending: 'parquet', parts: (table, rows) => whole(parquetOf(table, rows)) },
  csv: { ending: 'csv', parts: (table, rows) => csvParts(sheetOf(table, rows, 'person'), dutchCsv) },
  'csv-plain': { ending: 'csv', parts: (table, rows) => csvParts(sheetOf(table, rows, 'program'), plainCsv) },
  xlsx: { ending: 'xlsx', parts: (table, rows) => xlsxParts([sheetOf(table, rows, 'person')]) },
};
