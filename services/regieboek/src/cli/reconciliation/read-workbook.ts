/** Reads the first sheet of a workbook (XLSX, ECMA-376) that a person saved, as rows of text. */
import { SaxesParser } from 'saxes';
import { zipEntries } from '../../import/zip-entries.js';
import { CommandRefused, type Output } from '../output.js';
import { remarksTexts } from './texts.js';

const STRINGS = 'xl/sharedStrings.xml';
const SHEET = 'xl/worksheets/sheet1.xml';

/** Called at the end of an element with its text, and its attributes as they were at its begin. */
type OnEnd = (name: string, text: string, attributes: Readonly<Record<string, string>>) => void;

/** Reads elements of XML that nobody checked before. Throws an error of the parser. */
function readElements(xml: string, onEnd: OnEnd): void {
  const parser = new SaxesParser();
  const open: { readonly attributes: Readonly<Record<string, string>>; text: string }[] = [];
  parser.on('opentag', ({ attributes }) => {
    open.push({ attributes: attributes, text: '' });
  });
  parser.on('text', (text) => {
    const own = open.at(-1);
    if (own) own.text += text;
  });
  parser.on('closetag', ({ name }) => {
    const own = open.pop();
    if (own) onEnd(name, own.text, own.attributes);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** Texts that cells refer to by number. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  readElements(xml, (name, own) => {
    if (name === 't') text += own;
    if (name !== 'si') return;
    strings.push(text);
    text = '';
  });
  return strings;
}

const LETTERS = 26;
const BEFORE_A = 64;

/** Number of the column of a cell, from 0: `AB12` is 27. */
const columnOf = (cell: string): number =>
  [...cell.replace(/\d+$/, '')].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0) - 1;

function rowsIn(xml: string, strings: readonly string[]): string[][] {
  const rows: string[][] = [];
  let [row, value]: [string[], string] = [[], ''];
  readElements(xml, (name, text, { r: place = '', t: kind = '' }) => {
    if (name === 'v' || name === 't') value += text;
    else if (name === 'c') {
      row[columnOf(place)] = kind === 's' ? (strings[Number(value)] ?? '') : value;
      value = '';
    } else if (name === 'row') {
      rows.push(Array.from(row, (cell) => cell ?? ''));
      row = [];
    }
  });
  return rows;
}

/** Rows of the first sheet of a workbook. Throws CommandRefused when it cannot be read. */
export async function workbookRows(path: string, { language }: Pick<Output, 'language'>): Promise<string[][]> {
  const { entries } = await zipEntries(path);
  const textOf = async (name: string): Promise<string | undefined> =>
    (await entries.find((one) => one.path === `${path}/${name}`)?.read())?.toString('utf8');
  try {
    const [sheet, strings] = [await textOf(SHEET), await textOf(STRINGS)];
    if (sheet !== undefined) return rowsIn(sheet, strings === undefined ? [] : sharedStrings(strings));
  } catch {
    // Whatever is wrong with the file, the remedy is the same.
  }
  throw new CommandRefused(remarksTexts[language].notWorkbook(path));
}
