import { careOf, careRows, type CareRows, type CareTables } from './care-rows.js';
import type { YouthRange } from '../read/collectors.js';
import { recordOf } from '../tables/growing-table.js';
import type { KnownRegion, MonthLines, SharedLines } from './lines.js';
import { MonthNumbers } from './numbers.js';
import { lineColumns, type LineTable } from '../encode/segment.js';
import { at } from '../tables/table.js';

/** Source of care: segments in memory or in files, in order. */
export interface CareSource {
  /** Tables of care of all segments, with the text fields of assignments. */
  careTables(): Iterable<CareTables>;
}

/** Youths with these numbers, and the rows of their lines. Lines without a known youth belong to the first share. */
export interface LineShare extends YouthRange {
  readonly from: number;
  readonly to: number;
}

/** Columns of some months for a share of the youths: declared lines and care. */
export interface MonthColumns extends SharedLines, KnownRegion {
  readonly months: MonthNumbers;
  /** Row of the first line of the share among all lines. */
  readonly firstLine: number;
  /** A number per line that depends on all lines together: see `LinesWork`. */
  readonly marks: Uint8Array;
  readonly care: CareRows;
}

/** Lines and care of all youths, with a mark per line: plain values, and memory that workers can share. */
export interface SharedColumns extends SharedLines {
  readonly marks: Uint8Array;
  readonly care: CareRows;
}

/** Consecutive rows of a table, without copying. */
function rowsBetween({ column, text }: LineTable, from: number, to: number): LineTable {
  return {
    rows: to - from,
    column: recordOf(lineColumns, (index) => column[lineColumns[index] ?? 'youth'].subarray(from, to)),
    text: { ...text, offsets: text.offsets.subarray(from, to + 1) },
  };
}

/** Reads the care of the months of some lines from segments. Pure except for reading. */
export const monthCare = (source: CareSource, { months, question, names }: MonthLines): CareRows =>
  careRows(() => source.careTables(), { months, upTo: question.upTo }, names);

/** Columns of some months for a share of the youths, without copying. */
export function monthColumns(known: SharedColumns & KnownRegion, share: LineShare): MonthColumns {
  const { question, lines, marks, care } = known;
  const { from, to } = share;
  return {
    ...known,
    months: new MonthNumbers(question),
    lines: rowsBetween(lines, from, to),
    firstLine: from,
    marks: marks.subarray(from, to),
    care: careOf(care, share),
  };
}

/** Divides the youths into shares with about the same number of lines; the last share ends at youth `end`. */
export function lineShares({ column, rows }: LineTable, shares: number, end: number): LineShare[] {
  const cuts = [0];
  for (let share = 1; share < shares; share += 1) {
    const youth = at(column.youth, Math.floor((share * rows) / shares));
    let row = Math.floor((share * rows) / shares);
    while (row > 0 && at(column.youth, row - 1) === youth) row -= 1;
    if (row > (cuts.at(-1) ?? 0)) cuts.push(row);
  }
  return cuts.map((from, index) => {
    const to = cuts[index + 1] ?? rows;
    return { from, to, least: index === 0 ? 0 : at(column.youth, from), end: to < rows ? at(column.youth, to) : end };
  });
}
