import { join } from 'node:path';
import {
  csvSheetOf,
  jsonStatementOf,
  pdfOf,
  statementLetter,
  workbookOf,
  type StatementDocument,
} from '@regieboek/finance';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import type { Language } from '@regieboek/kernel';
import { writeSheets } from '../sheet-file.js';
import { statementFormats, type StatementFormat } from './formats.js';

type WriteFile = (path: string, document: StatementDocument, language: Language) => Promise<void>;

const writers: Readonly<Record<StatementFormat, WriteFile>> = {
  xlsx: (path, document, language) => writeSheets(path, workbookOf(document, language)),
  csv: (path, document, language) => writeSheets(path, [csvSheetOf([document], language)]),
  json: (path, document) => writePrivate(path, `${JSON.stringify(jsonStatementOf(document), null, 2)}\n`),
  pdf: async (path, document, language) => writePrivate(path, await pdfOf(statementLetter(document, language))),
};

/** How statements are written. */
export interface StatementFiles {
  /** All by default. */
  readonly formats?: readonly StatementFormat[];
  /** Dutch by default. */
  readonly language?: Language;
}

/** Writes a file per statement and format to `<folder>/<region>/<period>/<municipality>.<format>`. */
export async function writeStatements(
  documents: readonly StatementDocument[],
  folder: string,
  { formats = statementFormats, language = 'nl' }: StatementFiles = {},
): Promise<void> {
  for (const document of documents) {
    const { region, period, municipality } = document.statement;
    const target = join(folder, region, period);
    await privateFolder(target);
    for (const format of formats) await writers[format](join(target, `${municipality}.${format}`), document, language);
  }
}
