import type { Month } from '@regieboek/kernel';
import type { RegionHistory } from '../../history/region-history.js';
import type { Declarations } from '../names/declarations.js';
import type { RowNames } from '../read/decode-rows.js';
import { stableRows, mergedByYouth, type SelectedRows } from '../tables/merged.js';
import { MonthNumbers } from './numbers.js';
import { lineColumns, type LineTable } from '../encode/segment.js';
import { at, NONE } from '../tables/table.js';

/** Source of lines: segments in memory or in files, in order. */
export interface LinesSource {
  /** Lines of the declarations of a month, of the segments that have some. */
  lines(month: string): Iterable<LineTable>;
  /** Whether the lines of a month stay valid when the next ones are read. */
  holds(month: string): boolean;
}

/** Months of a region as known at a position; declarations of one provider (AGB code) or all. */
export interface MonthsQuestion {
  readonly from: Month;
  readonly to: Month;
  readonly upTo: number;
  readonly provider?: string | undefined;
}

/** Definition and contracts of a region as known at a position, and the dictionaries to read its rows with. */
export interface KnownRegion {
  readonly region: RegionHistory;
  readonly names: RowNames;
}

/** Lines of concluded declarations that concern some months: plain values, and memory that workers can share. */
export interface SharedLines {
  readonly question: MonthsQuestion;
  /**
   * Approved and refused lines: all of declarations about these months, and those within these months of later
   * declarations; sorted by youth.
   */
  readonly lines: LineTable;
  /** Words of the provider, and of the municipality that received it, by number of the declaration. */
  readonly provider: Int32Array;
  readonly payer: Int32Array;
}

/** The same with the region as known then. */
export interface MonthLines extends SharedLines, KnownRegion {
  readonly months: MonthNumbers;
  /** Month of a declaration. */
  readonly monthOf: (declaration: number) => Month;
  /** Number of declarations about these months that were received but not decided. */
  readonly undecided: number;
}

interface Counting {
  readonly counts: Uint8Array;
  readonly upTo: number;
  /** Only lines within one of these months. */
  readonly months?: MonthNumbers;
}

/** Rows whose declaration counts. */
function rowsThatCount({ column, rows }: LineTable, { counts, upTo, months }: Counting): Int32Array {
  const counting = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    if (counts[at(column.declaration, row)] !== 1 || at(column.position, row) > upTo) continue;
    if (months && months.of(at(column.from, row), at(column.to, row)) === NONE) continue;
    counting[count] = row;
    count += 1;
  }
  return counting.subarray(0, count);
}

/** Reads the lines that concern some months from segments. Pure except for reading. */
export function monthLines(
  source: LinesSource,
  question: MonthsQuestion,
  declarations: Declarations,
  known: KnownRegion,
): MonthLines {
  const { from, to, upTo, provider } = question;
  const months = new MonthNumbers(question);
  // A word that no declaration has: a provider unknown to the region has declared nothing.
  const asked = provider === undefined ? undefined : (known.names.words.find(provider) ?? -2);
  const chosen: SelectedRows<(typeof lineColumns)[number]>[] = [];
  for (const period of monthsOfLines(declarations, question)) {
    const { counts, provider: providers } = declarations.of(period, upTo);
    if (asked !== undefined)
      for (let number = 0; number < counts.length; number += 1) if (at(providers, number) !== asked) counts[number] = 0;
    const counting = { counts, upTo, ...(period > to ? { months } : {}) };
    for (const table of source.lines(period))
      chosen.push(stableRows({ table, rows: rowsThatCount(table, counting) }, lineColumns, source.holds(period)));
  }
  const { provider: providers, payer } = declarations.of(from, upTo);
  return {
    ...known,
    question,
    months,
    lines: mergedByYouth(chosen, lineColumns),
    provider: providers,
    payer,
    monthOf: (number) => declarations.monthOf(number),
    undecided: declarations.undecided({ from, to, provider: asked }, upTo),
  };
}

/**
 * Months whose declarations may contain lines of some months. A line is never later than the month of its declaration
 * (TR319), so earlier declarations contain none.
 */
export const monthsOfLines = (declarations: Declarations, { from, upTo }: MonthsQuestion): Month[] =>
  declarations.months(upTo).filter((month) => month >= from);
