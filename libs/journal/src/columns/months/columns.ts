import { careOf, careRows, type CareRows, type CareTables } from './care-rows.js';
import type { YouthRange } from '../read/gathered.js';
import { recordOf } from '../tables/growing-table.js';
import type { KnownRegion, MonthLines, SharedLines } from './lines.js';
import { MonthNumbers } from './numbers.js';
import { lineColumns, type LineTable } from '../encode/segment.js';
import { at } from '../tables/table.js';

/** Where care is read: segments in memory or in files, one after another in order. */
export interface CareSource {
  /** Tables of care of all segments, with the texts of assignments. */
  careTables(): Iterable<CareTables>;
}

/** Youths with these numbers, and the rows of their lines. Lines of no known youth are with the first youths. */
export interface LineShare extends YouthRange {
  readonly from: number;
  readonly to: number;
}

/** What concerns some months as columns, of a share of the youths: declared lines, and the care that there was. */
export interface MonthColumns extends SharedLines, KnownRegion {
  readonly months: MonthNumbers;
  /** Row of the first line of the share among all lines. */
  readonly firstLine: number;
  /** A number for each line that all lines together say: see `MonthsWork`. */
  readonly marks: Uint8Array;
  readonly care: CareRows;
}

/** Lines and care of all youths, with a mark for each line: plain values, and memory that workers can share. */
export interface SharedColumns extends SharedLines {
  readonly marks: Uint8Array;
  readonly care: CareRows;
}

/** Rows of a table one after another, without copying them. */
function rowsBetween({ column, text }: LineTable, from: number, to: number): LineTable {
  return {
    rows: to - from,
    column: recordOf(lineColumns, (index) => column[lineColumns[index] ?? 'youth'].subarray(from, to)),
    text: { ...text, offsets: text.offsets.subarray(from, to + 1) },
  };
}

/** Reads the care of the months of some lines from segments. Pure but for reading them. */
export const monthCare = (source: CareSource, { months, question, names }: MonthLines): CareRows =>
  careRows(() => source.careTables(), { months, upTo: question.upTo }, names);

/** What concerns some months of a share of the youths, without copying it. */
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

/** Youths from the first line of no known youth on, cut into shares with about as many lines each. */
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
