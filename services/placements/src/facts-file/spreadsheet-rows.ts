/** Rows of a CSV file as people and spreadsheets write it: any usual delimiter, `sep=` line, emptied rows and columns. */
import { parse } from 'csv-parse/sync';
import { limits } from '@regieboek/kernel';
import { Refused } from '@regieboek/intake';

/** A row with the line of the file (from 1) on which it ends; `cells` are by column, and may be fewer than the columns. */
interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Names of the columns, and the rows below them that are not empty. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
}

const delimiters = [';', '\t', ','] as const;

/** Line that sets the delimiter in Excel: a first line `sep=;`. */
const separatorLine = /^"?sep=(.)"?;*\r?\n/i;

/** A formula (`="0505"`) or an apostrophe (`'0505`) that keeps a cell as text is removed. */
const unwrapped = (cell: string): string => /^=\s*"([^"]*)"$/.exec(cell)?.[1] ?? cell.replace(/^'(?=[0-9])/, '');

const textOf = (cell: string): string => unwrapped(cell.trim()).trim();

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function parsed(text: string, delimiter: string, skipped: number): SheetRow[] {
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: limits.csvRowCharacters,
      // The header row, the maximum number of rows, and one more.
      to: limits.csvRows + 2,
    }) as unknown as Parsed[];
    return records
      .map(({ record, info }) => ({ cells: record.map(textOf), line: info.lines + skipped }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    const isLong = error instanceof Error && 'code' in error && error.code === 'CSV_MAX_RECORD_SIZE';
    const text = isLong
      ? `has more than ${limits.csvRowCharacters} characters: check its quotes, or remove columns`
      : 'is not a row of a CSV file: check its quotes';
    throw new Refused([{ place: `line ${line + skipped}`, text }]);
  }
}

const delimiterOf = (text: string): string => {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  return delimiters.find((one) => first.includes(one)) ?? ',';
};

/** Number of columns up to the last one with a value: spreadsheets may save empty columns after it. */
const width = ({ cells }: SheetRow): number => cells.findLastIndex((cell) => cell !== '') + 1;

/** Throws Refused for a file beyond the limits of docs/limits.md. */
function checkSize(head: SheetRow, rows: readonly SheetRow[]): void {
  const { csvColumns, csvRows, csvCellCharacters } = limits;
  if (width(head) > csvColumns)
    throw new Refused([{ place: 'line 1', text: `has more than ${csvColumns} columns: remove unknown columns` }]);
  if (rows.length > csvRows) throw new Refused([{ place: 'file', text: `has more than ${csvRows} rows: split it` }]);
  const long = rows.filter(({ cells }) => cells.some((cell) => cell.length > csvCellCharacters));
  const text = `has a cell of more than ${csvCellCharacters} characters: shorten it`;
  if (long.length > 0) throw new Refused(long.map(({ line }) => ({ place: `line ${line}`, text })));
}

/** Reads a CSV file. Throws Refused with the line of every row that has more cells than there are columns. */
export function sheetOf(received: string): Sheet {
  const text = received.replace(/^\uFEFF/, '');
  const separator = separatorLine.exec(text);
  const body = separator ? text.slice(separator[0].length) : text;
  const [head, ...rows] = parsed(body, separator?.[1] ?? delimiterOf(body), separator ? 1 : 0);
  if (!head) return { columns: [], rows: [] };
  checkSize(head, rows);
  const columns = head.cells.slice(0, width(head));
  const wide = rows.filter((row) => width(row) > columns.length);
  if (wide.length > 0) {
    const text = `has more cells than the header has columns (${columns.length}): check quotes and delimiters`;
    throw new Refused(wide.map(({ line }) => ({ place: `line ${line}`, text })));
  }
  return { columns, rows };
}
