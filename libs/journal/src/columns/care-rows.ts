import {
  allYouths,
  rowOfYouth,
  selected,
  startsOf,
  type ByYouth,
  type YouthRange,
  type YouthRows,
  type YouthTables,
} from './gathered.js';
import { mergedByYouth, type Chosen } from './merged.js';
import type { RowNames } from './decode-rows.js';
import type { MonthNumbers } from './month-numbers.js';
import {
  assignmentColumns,
  careColumns,
  careKinds,
  factColumns,
  otherColumns,
  type CareTable,
  type OtherTable,
} from './segment.js';
import { at, NONE, type Table } from './table.js';

/** Tables of a segment that say what care there was. */
export interface CareTables extends Pick<YouthTables, 'care' | 'assignments' | 'other'> {
  /** Whether they hold when the next ones are read. */
  readonly holds: boolean;
}

/** Care of youths who may be in care in some months, with their assignments and what has no columns; no facts. */
export interface CareRows {
  /** Numbers of the youths, in order, each once. */
  readonly youths: Int32Array;
  readonly known: YouthRows;
}

type CareColumn = (typeof careColumns)[number];
type AssignmentColumn = (typeof assignmentColumns)[number];
type OtherColumn = (typeof otherColumns)[number];

const STARTED = careKinds.indexOf('care-started');
const STOPPED = careKinds.indexOf('care-stopped');

/** Whether every stop of the start of a row lies before a day, and there is one. */
function isOver({ column }: CareTable, [from, to]: readonly [number, number], row: number, day: number): boolean {
  let isStopped = false;
  for (let other = from; other < to; other += 1) {
    const isStop =
      at(column.kind, other) === STOPPED &&
      at(column.begin, other) === at(column.begin, row) &&
      at(column.assignment, other) === at(column.assignment, row) &&
      at(column.provider, other) === at(column.provider, row) &&
      at(column.municipality, other) === at(column.municipality, row);
    if (isStop && at(column.end, other) >= day) return false;
    isStopped ||= isStop;
  }
  return isStopped;
}

/** Whether rows of a youth may be about care on an assignment in some months; a withdrawal says nothing for sure. */
function mayBeInCare(table: CareTable, [from, to]: readonly [number, number], { first, last }: MonthNumbers): boolean {
  const { kind, begin, assignment } = table.column;
  for (let row = from; row < to; row += 1) {
    if (at(kind, row) === STOPPED) continue;
    if (at(kind, row) !== STARTED) return true;
    const isAsked = at(begin, row) <= last && at(assignment, row) !== NONE;
    if (isAsked && !isOver(table, [from, to], row, first)) return true;
  }
  return false;
}

/** Marks the youths who may be in care in some months. */
function markInCare(table: CareTable, months: MonthNumbers, isWanted: Uint8Array): void {
  const { youth } = table.column;
  for (let from = 0; from < table.rows;) {
    let to = from + 1;
    while (to < table.rows && at(youth, to) === at(youth, from)) to += 1;
    if (mayBeInCare(table, [from, to], months)) isWanted[at(youth, from)] = 1;
    from = to;
  }
}

/** Youths with messages about care that have no columns. */
function withRareCare({ column, rows }: OtherTable, { words }: RowNames): number[] {
  const isCare: boolean[] = [];
  const youths: number[] = [];
  for (let row = rowOfYouth(column.youth, 0); row < rows; row += 1) {
    const type = at(column.type, row);
    if ((isCare[type] ??= words.text(type).startsWith('placements.care-'))) youths.push(at(column.youth, row));
  }
  return youths;
}

/** Reads the care of a region as known at a position: of youths who may be in care in some months, in shared memory. */
export function careRows(
  tables: () => Iterable<CareTables>,
  { months, upTo }: { readonly months: MonthNumbers; readonly upTo: number },
  names: RowNames,
): CareRows {
  const told: Chosen<CareColumn>[] = [];
  const rare: number[] = [];
  for (const { care, other, holds } of tables()) {
    told.push(chosen(care, careColumns, { rows: selected(care, allYouths, upTo, always), holds }));
    for (const youth of withRareCare(other, names)) rare.push(youth);
  }
  const care = mergedByYouth(told, careColumns);
  const last = rare.reduce((most, youth) => Math.max(most, youth), care.column.youth.at(-1) ?? NONE);
  const isWanted = new Uint8Array(last + 1);
  for (const youth of rare) isWanted[youth] = 1;
  markInCare(care, months, isWanted);
  return rowsOfYouths({ care, tables: tables() }, isWanted, upTo);
}

const always = () => true;

/** Rows of a table that are wanted, copied when the table does not hold any longer than the next one is read. */
function chosen<Name extends string>(
  table: Table<Name | 'youth'>,
  names: readonly (Name | 'youth')[],
  { rows, holds }: { readonly rows: Int32Array; readonly holds: boolean },
): Chosen<Name | 'youth'> {
  if (holds) return { table, rows };
  const copy = mergedByYouth([{ table, rows }], names);
  return { table: copy, rows: rows.map((_, index) => index) };
}

/** Rows of the youths that are wanted; `care` holds the care of all of them, in order. */
function rowsOfYouths(
  { care, tables }: { readonly care: CareTable; readonly tables: Iterable<CareTables> },
  isWanted: Uint8Array,
  upTo: number,
): CareRows {
  const youths = marked(isWanted);
  const range = { least: 0, end: isWanted.length };
  const rowsIn = (table: Table<'youth' | 'position'>) => selected(table, range, upTo, (youth) => isWanted[youth] === 1);
  const ownCare = rowsIn(care);
  const assignments: Chosen<AssignmentColumn>[] = [];
  const other: Chosen<OtherColumn>[] = [];
  for (const { holds, ...one } of tables) {
    assignments.push(chosen(one.assignments, assignmentColumns, { rows: rowsIn(one.assignments), holds }));
    other.push(chosen(one.other, otherColumns, { rows: rowsIn(one.other), holds }));
  }
  const byYouth = <Rows extends Table<'youth'>>(table: Rows): ByYouth<Rows> => ({
    table,
    starts: shared(startsOf(table.column.youth, youths)),
  });
  const known = {
    facts: byYouth(mergedByYouth([], factColumns)),
    care: byYouth(ownCare.length === care.rows ? care : mergedByYouth([{ table: care, rows: ownCare }], careColumns)),
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

/** Care of the youths with some numbers, without copying it. */
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

/** Places that hold 1, in order. */
function marked(isWanted: Uint8Array): Int32Array {
  const places = new Int32Array(isWanted.length);
  let count = 0;
  for (let place = 0; place < isWanted.length; place += 1) {
    places[count] = place;
    count += isWanted[place] ?? 0;
  }
  return places.subarray(0, count);
}
