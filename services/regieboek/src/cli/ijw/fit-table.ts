import type { TableColumn } from '@regieboek/ijw';

/** A column with the characters it may use. */
export interface FittedColumn {
  readonly column: TableColumn;
  readonly width: number;
}

const GAP = '  ';
/** Text may be cut to this, not further. */
const SHRUNK_MIN = 10;

const widthOf = (columns: readonly FittedColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1));

/** Narrows columns whose text may be cut, the widest first, until the table fits or none can be narrowed. */
function shrunk(columns: readonly FittedColumn[], room: number): FittedColumn[] {
  const fitted = [...columns];
  for (;;) {
    const over = widthOf(fitted) - room;
    const widest = fitted
      .filter(({ column, width }) => column.cut !== 'not' && width > Math.max(SHRUNK_MIN, column.label.length))
      .sort((a, b) => b.width - a.width)[0];
    if (over <= 0 || !widest) return fitted;
    const width = Math.max(SHRUNK_MIN, widest.column.label.length, widest.width - over);
    fitted[fitted.indexOf(widest)] = { ...widest, width };
  }
}

/**
 * The columns that fit into `room` characters: text is cut first, then columns are left out by their rank. Of columns of
 * rank 0 none is left out, so a table can stay wider than the room. Without room to keep to, all columns stay.
 */
export function fitColumns(columns: readonly FittedColumn[], room = Infinity): FittedColumn[] {
  let kept = [...columns];
  for (;;) {
    const fitted = shrunk(kept, room);
    const leastWanted = kept.filter(({ column }) => column.rank > 0).sort((a, b) => b.column.rank - a.column.rank)[0];
    if (widthOf(fitted) <= room || !leastWanted) return fitted;
    kept = kept.filter((each) => each !== leastWanted);
  }
}

/** `text` in at most `width` characters; an ellipsis marks a cut. */
function cut(text: string, width: number, where: TableColumn['cut']): string {
  if (text.length <= width) return text;
  return where === 'start' ? `…${text.slice(1 - width)}` : `${text.slice(0, width - 1)}…`;
}

/** A row of a table; `textOf` gives the text of a cell. */
export const tableRow = (columns: readonly FittedColumn[], textOf: (column: TableColumn) => string): string =>
  columns
    .map(({ column, width }) => {
      const text = cut(textOf(column), width, column.cut);
      return column.right ? text.padStart(width) : text.padEnd(width);
    })
    .join(GAP)
    .trimEnd();

/** The two lines above the rows of a table: labels, and a rule below them. */
export const tableHead = (columns: readonly FittedColumn[]): string[] => [
  tableRow(columns, ({ label }) => label),
  columns.map(({ width }) => '-'.repeat(width)).join(GAP),
];
