import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { csvParts, xlsxParts, type Sheet } from '@regieboek/sheets';
import { preferred } from '../requests/accepted.js';

/** Media type of a workbook (ECMA-376). */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const sheetTypes = ['application/json', 'text/csv', XLSX] as const;

/** Files that an endpoint answers with besides JSON, for its description: a workbook, and its first sheet as CSV. */
export const sheetFiles: Readonly<Record<string, string>> = {
  'text/csv': 'The table for a spreadsheet program in Dutch: semicolons, decimal commas, dates as yyyy-mm-dd.',
  [XLSX]: 'A workbook: amounts as numbers, days as dates, codes as text.',
};

/** Content of an answer in both forms: JSON for programs, sheets for people. */
interface Shown<Json> {
  readonly json: Json;
  /** Name of the file without its ending: letters, digits, dots, dashes. */
  readonly name: string;
  /** The sheets; the first one is the table that CSV contains. */
  readonly sheets: () => readonly [Sheet, ...Sheet[]];
}

/** An answer that is a file, which a browser saves under this name. */
export function fileAnswer(
  file: { readonly name: string; readonly type: string },
  parts: AsyncIterable<Uint8Array | string>,
): StreamableFile {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(file.name)) throw new RangeError('not a name for a file');
  return new StreamableFile(Readable.from(parts, { objectMode: false }), {
    type: file.type,
    disposition: `attachment; filename="${file.name}"`,
  });
}

/**
 * Answers with JSON, CSV or a workbook, by `Accept`: files are sent while they are written. The endpoint describes them with
 * `files: sheetFiles`.
 */
export function sheetAnswer<Json>(
  reply: FastifyReply,
  accept: string | undefined,
  { json, name, sheets }: Shown<Json>,
): Json | StreamableFile {
  reply.header('Vary', 'Accept');
  switch (preferred(accept, sheetTypes)) {
    case 'text/csv':
      return fileAnswer({ name: `${name}.csv`, type: 'text/csv; charset=utf-8' }, csvParts(sheets()[0]));
    case XLSX:
      return fileAnswer({ name: `${name}.xlsx`, type: XLSX }, xlsxParts(sheets()));
    default:
      return json;
  }
}
