import { GrowingTable } from './growing-table.js';
import { allYouths, selected, startsOf, youthsOf, type ByYouth, type YouthRows, type YouthTables } from './gathered.js';
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
export type CareTables = Pick<YouthTables, 'care' | 'assignments' | 'other'>;

/** Care of youths who may be in care in some months, with their assignments and what has no columns; no facts. */
export interface CareRows {
  /** Numbers of the youths, in order, each once. */
  readonly youths: Int32Array;
  readonly known: YouthRows;
}

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

function inCare(table: CareTable, months: MonthNumbers): number[] {
  const youths = youthsOf(table.column.youth);
  const starts = startsOf(table.column.youth, youths);
  const wanted: number[] = [];
  for (let index = 0; index < youths.length; index += 1)
    if (mayBeInCare(table, [at(starts, index), at(starts, index + 1)], months)) wanted.push(at(youths, index));
  return wanted;
}

/** Youths with messages about care that have no columns. */
function withRareCare({ column, rows }: OtherTable, { words }: RowNames): number[] {
  const youths: number[] = [];
  for (let row = 0; row < rows; row += 1)
    if (at(column.youth, row) !== NONE && words.text(at(column.type, row)).startsWith('placements.care-'))
      youths.push(at(column.youth, row));
  return youths;
}

const inOrder = (a: number, b: number): number => a - b;

/** Reads the care of a region as known at a position: of youths who may be in care in some months. */
export function careRows(
  tables: () => Iterable<CareTables>,
  { months, upTo }: { readonly months: MonthNumbers; readonly upTo: number },
  names: RowNames,
): CareRows {
  const told = new GrowingTable(careColumns);
  const rare: number[][] = [];
  for (const table of tables()) {
    told.copy(table.care, selected(table.care, allYouths, upTo, always), false);
    rare.push(withRareCare(table.other, names));
  }
  const care = told.sortedBy('youth');
  const youths = youthsOf(Int32Array.from([...rare, inCare(care, months)].flat()).sort(inOrder));
  return { youths, known: rowsOfYouths({ care, tables: tables() }, youths, upTo) };
}

const always = () => true;

/** Rows of some youths; `care` holds the care of all of them, in order. */
function rowsOfYouths(
  { care, tables }: { readonly care: CareTable; readonly tables: Iterable<CareTables> },
  youths: Int32Array,
  upTo: number,
): YouthRows {
  const ownCare = new GrowingTable(careColumns);
  const assignments = new GrowingTable(assignmentColumns);
  const other = new GrowingTable(otherColumns);
  const isWanted = new Uint8Array((youths.at(-1) ?? NONE) + 1);
  for (const youth of youths) isWanted[youth] = 1;
  const range = { least: 0, end: isWanted.length };
  const rowsOf = (table: Table<'youth' | 'position'>) => selected(table, range, upTo, (youth) => isWanted[youth] === 1);
  ownCare.copy(care, rowsOf(care), false);
  for (const one of tables) {
    assignments.copy(one.assignments, rowsOf(one.assignments), true);
    other.copy(one.other, rowsOf(one.other), true);
  }
  const byYouth = <Rows extends Table<'youth'>>(table: Rows): ByYouth<Rows> => ({
    table,
    starts: startsOf(table.column.youth, youths),
  });
  return {
    facts: byYouth(new GrowingTable(factColumns).inOrder()),
    care: byYouth(ownCare.inOrder()),
    assignments: byYouth(assignments.sortedBy('youth')),
    other: byYouth(other.sortedBy('youth')),
  };
}
