/** Reads a workbook (XLSX) as a ZIP file with XML, independent of what writes ours. */
import { inflateRawSync } from 'node:zlib';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;

/** Names and contents of the files in a ZIP file, by its central directory. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END) end -= 1;
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error('the central directory is broken');
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + size);
    files.set(name, method === STORED ? packed : inflateRawSync(packed));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

const namespaces = { s: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' };

/** A cell: text as string, a number with the format it is shown in. */
export type SheetCell = string | { readonly number: number; readonly format: string };

const builtInFormats: Readonly<Record<string, string>> = { '0': 'General', '1': '0', '4': '#,##0.00', '49': '@' };

/** Formats by number of cell style. */
function formatsOf(styles: Buffer): readonly string[] {
  using document = XmlDocument.fromBuffer(styles);
  const own = new Map(
    document.find('//s:numFmt', namespaces).map((each) => {
      const format = each as XmlElement;
      return [format.attr('numFmtId')?.value, format.attr('formatCode')?.value ?? ''];
    }),
  );
  return document.find('//s:cellXfs/s:xf', namespaces).map((each) => {
    const id = (each as XmlElement).attr('numFmtId')?.value ?? '0';
    return own.get(id) ?? builtInFormats[id] ?? `built-in ${id}`;
  });
}

function cellOf(cell: XmlElement, formats: readonly string[]): SheetCell {
  if (cell.get('s:f', namespaces)) throw new Error('a cell holds a formula');
  if (cell.attr('t')?.value === 'inlineStr') return cell.get('s:is/s:t', namespaces)?.content ?? '';
  if (cell.attr('t')) throw new Error(`a cell of another kind: ${cell.attr('t')?.value}`);
  const value = cell.get('s:v', namespaces)?.content;
  return value === undefined
    ? ''
    : { number: Number(value), format: formats[Number(cell.attr('s')?.value ?? 0)] ?? '' };
}

/** Column (from 0) of a reference such as `AB12`. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Names of the sheets, in order. */
export function sheetNames(workbook: Buffer): string[] {
  using document = XmlDocument.fromBuffer(unzipped(workbook).get('xl/workbook.xml') ?? Buffer.from(''));
  return document.find('//s:sheet', namespaces).map((each) => (each as XmlElement).attr('name')?.value ?? '');
}

/** The cells of a sheet, by its number from 1, row by row; a cell that is not there is empty text. */
export function sheetOf(workbook: Buffer, number = 1): SheetCell[][] {
  const files = unzipped(workbook);
  const formats = formatsOf(files.get('xl/styles.xml') ?? Buffer.from(''));
  using document = XmlDocument.fromBuffer(files.get(`xl/worksheets/sheet${number}.xml`) ?? Buffer.from(''));
  return document.find('//s:row', namespaces).map((row) => {
    const cells: SheetCell[] = [];
    for (const each of row.find('s:c', namespaces)) {
      const cell = each as XmlElement;
      cells[columnOf(cell.attr('r')?.value ?? '')] = cellOf(cell, formats);
    }
    return Array.from(cells, (cell) => cell ?? '');
  });
}
