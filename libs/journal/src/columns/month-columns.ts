import type { Month } from '@regieboek/kernel';
import type { RegionHistory } from '../region-history.js';
import { careRows, type CareRows, type CareTables } from './care-rows.js';
import type { Declarations } from './declarations.js';
import type { RowNames } from './decode-rows.js';
import { GrowingTable } from './growing-table.js';
import { MonthNumbers } from './month-numbers.js';
import { lineColumns, type LineTable } from './segment.js';
import { at, NONE } from './table.js';

/** Where months are read: segments in memory or in files, one after another in order. */
export interface MonthsSource {
  /** Lines of the declarations of a month, in the segments that have some. */
  lines(month: string): Iterable<LineTable>;
  /** Tables of care of all segments, with the texts of assignments. */
  careTables(): Iterable<CareTables>;
}

/** Months of a region as known at a position; declarations of one provider (AGB code) or all. */
export interface MonthsQuestion {
  readonly from: Month;
  readonly to: Month;
  readonly upTo: number;
  readonly provider?: string | undefined;
}

/** The region at that position, and all its declarations. */
export interface KnownRegionColumns {
  readonly region: RegionHistory;
  readonly declarations: Declarations;
}

/** What concerns some months as columns: the lines of concluded declarations, and the care that there was. */
export interface MonthColumns {
  readonly months: MonthNumbers;
  readonly region: RegionHistory;
  readonly names: RowNames;
  /** Approved and refused lines of declarations about these months, and of later ones those of these months. */
  readonly lines: LineTable;
  readonly declarations: {
    /** Words of the provider, and of the municipality that received it, by number of the declaration. */
    readonly provider: Int32Array;
    readonly payer: Int32Array;
    readonly monthOf: (declaration: number) => Month;
  };
  readonly care: CareRows;
  /** Declarations about these months that were received and not decided. */
  readonly undecided: number;
}

/** Rows of declarations that count; with `months` only lines within one of these. */
function rowsThatCount(
  { column, rows }: LineTable,
  { counts, upTo, months }: { readonly counts: Uint8Array; readonly upTo: number; readonly months?: MonthNumbers },
): Int32Array {
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

/** Reads what concerns some months from segments. Pure but for reading them. */
export function monthColumns(
  source: MonthsSource,
  { from, to, upTo, provider }: MonthsQuestion,
  { region, declarations }: KnownRegionColumns,
  names: RowNames,
): MonthColumns {
  const months = new MonthNumbers({ from, to });
  const lines = new GrowingTable(lineColumns);
  // A word that no declaration has: a provider that the region does not know has declared nothing.
  const asked = provider === undefined ? undefined : (names.words.find(provider) ?? -2);
  // A line is never of a later month than its declaration (TR319), so earlier declarations hold nothing of these.
  for (const period of declarations.months(upTo).filter((month) => month >= from)) {
    const { counts, provider: providers } = declarations.of(period, upTo);
    if (asked !== undefined)
      for (let number = 0; number < counts.length; number += 1) if (at(providers, number) !== asked) counts[number] = 0;
    const wanted = { counts, upTo, ...(period > to ? { months } : {}) };
    for (const table of source.lines(period)) lines.copy(table, rowsThatCount(table, wanted), true);
  }
  const { provider: providers, payer } = declarations.of(from, upTo);
  return {
    months,
    region,
    names,
    lines: lines.inOrder(),
    declarations: { provider: providers, payer, monthOf: (number) => declarations.monthOf(number) },
    care: careRows(() => source.careTables(), { months, upTo }, names),
    undecided: declarations.undecided({ from, to, provider: asked }, upTo),
  };
}
