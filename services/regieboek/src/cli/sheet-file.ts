import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { csvParts, dutchCsv, xlsxParts, type CsvForm, type Sheet } from '@regieboek/sheets';
import { privateStream } from '@regieboek/platform/files';
import { CommandRefused, warnOfOthers, type Output } from './output.js';
import { problemTexts } from './texts.js';

/**
 * Writes a file beside its place and moves it there when complete; `isWanted` decides afterwards. Others have no access to it.
 */
export async function writeWhole(
  path: string,
  parts: AsyncIterable<string | Uint8Array>,
  isWanted: () => boolean = () => true,
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

/** How sheets are written to a file. */
export interface Writing {
  /** Notation of CSV; Dutch by default. */
  readonly form?: CsvForm;
  /** Asked when everything is written: false leaves no file. */
  readonly isWanted?: () => boolean;
}

/** Writes sheets to a workbook (a path that ends in .xlsx), or the first of them as CSV, whole or not at all. */
export async function writeSheets(
  path: string,
  sheets: readonly [Sheet, ...Sheet[]],
  { form = dutchCsv, isWanted }: Writing = {},
): Promise<void> {
  await writeWhole(path, /\.xlsx$/i.test(path) ? xlsxParts(sheets) : csvParts(sheets[0], form), isWanted);
}
