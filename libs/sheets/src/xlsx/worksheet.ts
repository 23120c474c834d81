import type { CellKind, IntroLine, Sheet, SheetColumn, SheetRow } from '../sheet.js';
import { cellXml, type Cell } from './cell.js';

/** Rows that a sheet of Excel can have. */
const ROWS_MAX = 1_048_576;

const PART_LENGTH = 64 * 1024;

const widths: Readonly<Record<CellKind, number>> = { text: 16, integer: 12, number: 12, money: 14, day: 12 };

const START =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** Name of a column by its place from 0: A, B, …, Z, AA. */
export function columnName(place: number): string {
  const before = Math.floor(place / 26) - 1;
  return `${before < 0 ? '' : columnName(before)}${String.fromCharCode(65 + (place % 26))}`;
}

const columnWidth = ({ kind, heading, width }: SheetColumn): number =>
  width ?? Math.max(widths[kind], heading.length + 2);

const columnsXml = (columns: readonly SheetColumn[]): string =>
  `<cols>${columns
    .map(
      (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${columnWidth(column)}" customWidth="1"/>`,
    )
    .join('')}</cols>`;

/** Writes rows one below another, and counts them. */
class Rows {
  #count = 0;
  readonly #names: readonly string[];

  constructor(private readonly columns: readonly SheetColumn[]) {
    // An intro has two columns, also above a narrower table.
    this.#names = Array.from({ length: Math.max(columns.length, 2) }, (_, place) => columnName(place));
  }

  get count(): number {
    return this.#count;
  }

  /** A row of cells, given as what is written at each place. */
  #row(cells: readonly Cell[]): string {
    this.#count += 1;
    const row = this.#count;
    return `<row r="${row}">${cells.map((cell, place) => cellXml(`${this.#names[place] ?? ''}${row}`, cell)).join('')}</row>`;
  }

  intro([label, value, kind = 'text']: IntroLine): string {
    return this.#row([
      { value: label, kind: 'text', isBold: true },
      { value, kind },
    ]);
  }

  headings(): string {
    return this.#row(this.columns.map(({ heading }) => ({ value: heading, kind: 'text', isBold: true })));
  }

  values(row: SheetRow, isBold = false): string {
    return this.#row(this.columns.map(({ kind }, place) => ({ value: row[place], kind, isBold })));
  }

  empty(): string {
    return this.#row([]);
  }
}

const viewXml = (top: number): string =>
  `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;

/** Filter over the table, which needs at least one row; then printing: A4 in landscape, as wide as the page. */
function endXml({ columns }: Sheet, top: number, last: number): string {
  const range = `A${top}:${columnName(columns.length - 1)}${last}`;
  const filter = last > top && columns.length > 0 ? `<autoFilter ref="${range}"/>` : '';
  return `</sheetData>${filter}<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

/** The sheet up to its headings; `top` is the row of these. */
function startXml({ columns, intro = [] }: Sheet, rows: Rows, top: number): string {
  const widthsXml = columns.length > 0 ? columnsXml(columns) : '';
  const introXml = intro.length > 0 ? intro.map((line) => rows.intro(line)).join('') + rows.empty() : '';
  return `${START}${viewXml(top)}${widthsXml}<sheetData>${introXml}${rows.headings()}`;
}

/**
 * Part `xl/worksheets/sheetN.xml` in pieces, while the rows are read (ECMA-376 part 1, 18.3). Throws RangeError when the rows do
 * not fit in a sheet of Excel.
 */
export async function* worksheetXml(sheet: Sheet): AsyncGenerator<string> {
  const { columns, intro = [], rows, totals = [] } = sheet;
  const top = intro.length > 0 ? intro.length + 2 : 1;
  const written = new Rows(columns);
  let part = startXml(sheet, written, top);
  for await (const row of rows) {
    if (written.count + totals.length >= ROWS_MAX)
      throw new RangeError(`sheet ${sheet.name} has more than ${ROWS_MAX} rows: write CSV instead`);
    part += written.values(row);
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  const last = written.count;
  yield part + totals.map((row) => written.values(row, true)).join('') + endXml(sheet, top, last);
}
