import { Readable, type PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Sheet } from '../sheet.js';
import { contentTypesXml, packageRelationsXml, workbookRelationsXml, workbookXml } from './package-parts.js';
import { stylesXml } from './styles.js';
import { worksheetXml } from './worksheet.js';

const NAME_MAX = 31;

/** Every entry has the first day that ZIP knows, so that the same content has the same bytes. */
const entry = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100600 };

/** Throws RangeError for names that Excel does not open. */
function mustBeNames(names: readonly string[]): void {
  if (names.length === 0) throw new RangeError('a workbook needs a sheet');
  for (const name of names)
    if (name === '' || name.length > NAME_MAX || /[[\]:*?/\\]|^'|'$/.test(name))
      throw new RangeError(`"${name}" cannot be the name of a sheet`);
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length)
    throw new RangeError('two sheets of a workbook have the same name');
}

function addFixedParts(zip: ZipFile, names: readonly string[]): void {
  const parts: readonly (readonly [path: string, text: string])[] = [
    ['[Content_Types].xml', contentTypesXml(names)],
    ['_rels/.rels', packageRelationsXml],
    ['xl/workbook.xml', workbookXml(names)],
    ['xl/_rels/workbook.xml.rels', workbookRelationsXml(names)],
    ['xl/styles.xml', stylesXml],
  ];
  for (const [path, text] of parts) zip.addBuffer(Buffer.from(text), path, entry);
}

/**
 * A workbook (XLSX, ECMA-376) with a tab per sheet, written while the rows are read, one sheet after another: memory does not
 * grow with the rows. Amounts are numbers with two decimals, days are dates, codes are text. Throws RangeError for names of sheets
 * that Excel does not open, and the error of a source of rows.
 */
export async function* xlsxParts(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const names = sheets.map(({ name }) => name);
  mustBeNames(names);
  const zip = new ZipFile();
  let reading: Readable | undefined;
  // Typed as any readable stream; it is one of Node.
  const bytes = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => bytes.destroy(error));
  addFixedParts(zip, names);
  for (const [index, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, entry, (pass) => {
      reading = Readable.from(worksheetXml(sheet), { objectMode: false });
      reading.on('error', (error) => bytes.destroy(error));
      pass(null, reading);
    });
  zip.end();
  try {
    yield* bytes;
  } finally {
    reading?.destroy();
  }
}
