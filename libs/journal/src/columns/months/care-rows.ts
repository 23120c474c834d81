import {
  rowOfYouth,
  selected,
  startsOf,
  type ByYouth,
  type YouthRange,
  type YouthRows,
  type YouthTables,
} from '../read/collectors.js';
import { stableRows, mergedByYouth, type SelectedRows } from '../tables/merged.js';
import type { RowNames } from '../read/decode-rows.js';
import type { MonthNumbers } from './numbers.js';
import { OpenCare } from './open-care.js';
import { assignmentColumns, careColumns, factColumns, otherColumns, type OtherTable } from '../encode/segment.js';
import { at, type Table } from '../tables/table.js';

/** Tables of a segment about care. */
export interface CareTables extends Pick<YouthTables, 'care' | 'assignments' | 'other'> {
  /** Whether they stay valid when the next ones are read. */
  readonly holds: boolean;
}

/** Care of youths who may be in care in some months, with their assignments and rows without columns; no facts. */
export interface CareRows {
  /** Numbers of the youths, ascending, without duplicates. */
  readonly youths: Int32Array;
  readonly known: YouthRows;
}

type CareColumn = (typeof careColumns)[number];
type AssignmentColumn = (typeof assignmentColumns)[number];
type OtherColumn = (typeof otherColumns)[number];

/** Youths with care messages that have no columns. */
function withRareCare({ column, rows }: OtherTable, { words }: RowNames): number[] {
  const isCare: boolean[] = [];
  const youths: number[] = [];
  for (let row = rowOfYouth(column.youth, 0); row < rows; row += 1) {
    const type = at(column.type, row);
    if ((isCare[type] ??= words.text(type).startsWith('placements.care-'))) youths.push(at(column.youth, row));
  }
  return youths;
}

/** Reads the care of a region as known at a position: youths who may be in care in some months, in shared memory. */
export function careRows(
  tables: () => Iterable<CareTables>,
  { months, upTo }: { readonly months: MonthNumbers; readonly upTo: number },
  names: RowNames,
): CareRows {
  const open = new OpenCare(months, upTo);
  for (const { care, other } of tables()) {
    open.read(care);
    for (const youth of withRareCare(other, names)) open.find(youth);
  }
  return rowsOfYouths(tables(), open.found(), upTo);
}

/** Rows of the marked youths. */
function rowsOfYouths(tables: Iterable<CareTables>, isWanted: Uint8Array, upTo: number): CareRows {
  const youths = marked(isWanted);
  const range = { least: 0, end: isWanted.length };
  const rowsIn = (table: Table<'youth' | 'position'>) => selected(table, range, upTo, (youth) => isWanted[youth] === 1);
  const care: SelectedRows<CareColumn>[] = [];
  const assignments: SelectedRows<AssignmentColumn>[] = [];
  const other: SelectedRows<OtherColumn>[] = [];
  for (const { holds, ...one } of tables) {
    care.push(stableRows({ table: one.care, rows: rowsIn(one.care) }, careColumns, holds));
    assignments.push(stableRows({ table: one.assignments, rows: rowsIn(one.assignments) }, assignmentColumns, holds));
    other.push(stableRows({ table: one.other, rows: rowsIn(one.other) }, otherColumns, holds));
  }
  const byYouth = <Rows extends Table<'youth'>>(table: Rows): ByYouth<Rows> => ({
    table,
    starts: shared(startsOf(table.column.youth, youths)),
  });
  const known = {
    facts: byYouth(mergedByYouth([], factColumns)),
    care: byYouth(mergedByYouth(care, careColumns)),
    assignments: byYouth(mergedByYouth(assignments, assignmentColumns)),
    other: byYouth(mergedByYouth(other, otherColumns)),
  };
  return { youths: shared(youths), known };
}

/** Numbers in memory that workers can share. */
function shared(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

/** Care of the youths in a range, without copying. */
export function careOf({ youths, known }: CareRows, { least, end }: YouthRange): CareRows {
  const [from, to] = [rowOfYouth(youths, least), rowOfYouth(youths, end)];
  const part = <Rows>({ table, starts }: ByYouth<Rows>): ByYouth<Rows> => ({
    table,
    starts: starts.subarray(from, to + 1),
  });
  const { facts, care, assignments, other } = known;
  return {
    youths: youths.subarray(from, to),
    known: { facts: part(facts), care: part(care), assignments: part(assignments), other: part(other) },
  };
}

/** Indexes that hold 1, in order. */
function marked(isWanted: Uint8Array): Int32Array {
  const places = new Int32Array(isWanted.length);
  let count = 0;
  for (let place = 0; place < isWanted.length; place += 1) {
    places[count] = place;
    count += isWanted[place] ?? 0;
  }
  return places.subarray(0, count);
}
