import type { Month } from '@regieboek/kernel';
import { assignmentEvent, careEvent, decidedLine, factEvent, type DecodedEvent } from '../columns/decode-rows.js';
import { allYouths, rowOfYouth, type YouthRange, type YouthTables } from '../columns/gathered.js';
import { otherEvent, sideEvents } from '../columns/known-region.js';
import type { LineTable } from '../columns/segment.js';
import { at, type Table } from '../columns/table.js';
import { RegionHistory, type WantsDeclaration } from '../region-history.js';
import type { Opened } from './region-journal.js';

const LINES = 'finance.declaration-lines-decided.v1';

/** What of a region's history is wanted: its definition and contracts always, the rest as far as it is named here. */
export interface Wanted {
  /** Months of which the declarations are wanted, with their lines. */
  readonly periods: readonly Month[];
  /** Which of these declarations; all when left out. */
  readonly wants?: WantsDeclaration;
  /** Pseudonyms of the youths that are wanted, and whose lines are; all youths and lines when left out. */
  readonly youths?: readonly string[];
}

/** Numbers of youths in order; those that the segments do not know are left out. */
function numbersOf(youths: readonly string[], { manifest, names }: Opened): Int32Array {
  const wanted = new Set(youths);
  const numbers: number[] = [];
  if (wanted.size === 0) return new Int32Array(0);
  const end = manifest.segments.reduce((most, { firstYouth, youths: own }) => Math.max(most, firstYouth + own), 0);
  for (let number = 0; number < end && numbers.length < wanted.size; number += 1)
    if (wanted.has(names.youth(number))) numbers.push(number);
  return Int32Array.from(numbers);
}

/** Rows of a table in order of youth that are about some youths; all rows about a youth when `youths` is null. */
function* rowsOf({ column, rows }: Table<'youth'>, youths: Int32Array | null): Generator<number> {
  if (!youths) {
    for (let row = rowOfYouth(column.youth, 0); row < rows; row += 1) yield row;
    return;
  }
  for (const youth of youths)
    for (let row = rowOfYouth(column.youth, youth); row < rows && at(column.youth, row) === youth; row += 1) yield row;
}

/** Events of lines: one for each event of the log that holds some. */
function* lineEvents(table: LineTable, youths: Int32Array | null, { names }: Opened): Generator<DecodedEvent> {
  const { column } = table;
  // A line can be about nobody: then it has no number of a youth, and stands before the others.
  const rows = youths ? [...rowsOf(table, youths)] : Array.from({ length: table.rows }, (_, row) => row);
  rows.sort((a, b) => at(column.position, a) - at(column.position, b) || at(column.index, a) - at(column.index, b));
  for (const [position, own] of Map.groupBy(rows, (row) => at(column.position, row)))
    yield {
      stream: names.declarations.text(at(column.declaration, own[0] ?? 0)),
      position,
      type: LINES,
      data: { part: 0, lines: own.map((row) => decidedLine(table, row, names)) },
    };
}

function* youthEvents(tables: YouthTables, youths: Int32Array | null, { names }: Opened): Generator<DecodedEvent> {
  const { facts, care, assignments, other } = tables;
  for (const row of rowsOf(facts, youths)) yield factEvent(facts, row, names);
  for (const row of rowsOf(care, youths)) yield careEvent(care, row, names);
  for (const row of rowsOf(assignments, youths)) yield assignmentEvent(assignments, row, names);
  for (const row of rowsOf(other, youths)) yield otherEvent(other, row, names);
}

const rangeOf = (youths: Int32Array | null): YouthRange => {
  if (!youths) return allYouths;
  return youths.length === 0 ? { least: 0, end: 0 } : { least: at(youths, 0), end: at(youths, youths.length - 1) + 1 };
};

/** Part of the history of a region as known at a position; from the segments. */
export function excerptAt(
  opened: Opened,
  { periods, wants = () => true, youths: named }: Wanted,
  upTo: number,
): RegionHistory {
  const youths = named ? numbersOf(named, opened) : null;
  const asked: ReadonlySet<string> = new Set(periods);
  const isAsked = (declaration: number) => asked.has(opened.names.periods[declaration] ?? '');
  const events: DecodedEvent[] = opened.manifest.segments.flatMap((entry) =>
    sideEvents({ other: opened.segments.other(entry) }, opened.names, isAsked),
  );
  for (const period of new Set(periods))
    for (const table of opened.segments.lines(period))
      for (const event of lineEvents(table, youths, opened)) events.push(event);
  if (youths?.length !== 0)
    for (const tables of opened.segments.wholeYouths(rangeOf(youths)))
      for (const event of youthEvents(tables, youths, opened)) events.push(event);
  const history = new RegionHistory((head) => asked.has(head.period) && wants(head));
  for (const event of events.sort((a, b) => a.position - b.position)) if (event.position <= upTo) history.apply(event);
  history.position = upTo;
  return history;
}
