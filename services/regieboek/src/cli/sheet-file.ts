import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { privateStream } from '@regieboek/platform/files';
import { byteOrderMark, csvHead, csvRow, type CsvForm } from './ijw/csv-text.js';
import type { SheetColumn, SheetRow } from './ijw/sheet-rows.js';
import { CommandRefused, warnOfOthers, type Output } from './output.js';
import { problemTexts } from './texts.js';

const PART_LENGTH = 32 * 1024;

/** CSV in parts of several rows, so that each row does not need its own write. */
export async function* csvParts(
  columns: readonly SheetColumn[],
  rows: AsyncIterable<SheetRow>,
  form: CsvForm,
): AsyncGenerator<string> {
  let part = byteOrderMark + csvHead(columns, form);
  for await (const row of rows) {
    part += csvRow(row, columns, form);
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  yield part;
}

/** A workbook (XLSX) in parts. The library for it takes a while to load, so that is done only for one. */
async function workbook(
  columns: readonly SheetColumn[],
  rows: AsyncIterable<SheetRow>,
): Promise<AsyncIterable<Uint8Array>> {
  const { xlsxStream } = await import('./ijw/xlsx-stream.js');
  return xlsxStream(columns, rows);
}

/** Writes a file beside its place and moves it there when complete; `isWanted` decides afterwards. */
async function writeWhole(
  path: string,
  parts: AsyncIterable<string | Uint8Array>,
  isWanted: () => boolean,
): Promise<void> {
  const unfinished = `${path}.part`;
  // A leftover file would keep its earlier access rights.
  await rm(unfinished, { force: true });
  try {
    await pipeline(parts, privateStream(unfinished));
    if (isWanted()) await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A sheet to write: its columns, its rows, and its CSV notation. */
export interface SheetToWrite {
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<SheetRow>;
  readonly form: CsvForm;
}

/**
 * Reports a missing folder, and a folder in the place of the file, by their own names, before anything is read. Warns of a folder
 * that is open to others. Throws CommandRefused, or the error of the system.
 */
export async function mustHaveFolder(path: string, output: Output): Promise<void> {
  await stat(dirname(resolve(path)));
  await warnOfOthers(dirname(resolve(path)), output);
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new CommandRefused(problemTexts[output.language].folder(path));
}

/** Writes a sheet to a file that ends in .csv or .xlsx, whole or not at all. */
export async function writeSheet(
  path: string,
  { columns, rows, form }: SheetToWrite,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const isWorkbook = /\.xlsx$/i.test(path);
  await writeWhole(path, isWorkbook ? await workbook(columns, rows) : csvParts(columns, rows, form), isWanted);
}
