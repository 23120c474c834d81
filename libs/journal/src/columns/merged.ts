import { recordOf } from './growing-table.js';
import { at, noText, type Table, type TextColumn } from './table.js';

/** Rows of one table that come one after another in the merged one: from the first up to, not including, the last. */
interface Stretch {
  readonly part: number;
  readonly from: number;
  readonly to: number;
}

/** Stretches of columns that are each in order, merged into one order; of equal values that of the earlier column first. */
function stretchesOf(columns: readonly Int32Array[]): Stretch[] {
  const next = new Int32Array(columns.length);
  const stretches: Stretch[] = [];
  for (;;) {
    let [part, least, limit] = [-1, Infinity, Infinity];
    for (const [index, column] of columns.entries()) {
      const value = column[at(next, index)];
      if (value === undefined) continue;
      if (value < least) {
        // What was least until now belongs to an earlier column: its equals come first.
        limit = least;
        least = value;
        part = index;
      } else if (value + 1 < limit) limit = value + 1;
    }
    const column = columns[part];
    if (!column) return stretches;
    const from = at(next, part);
    let to = from + 1;
    while (to < column.length && at(column, to) < limit) to += 1;
    stretches.push({ part, from, to });
    next[part] = to;
  }
}

/** Up to this length a loop is faster than a copy by the engine. */
const SHORT = 24;

const sharedInts = (length: number): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(length * 4));

function mergedColumn(columns: readonly Int32Array[], stretches: readonly Stretch[], rows: number): Int32Array {
  const merged = sharedInts(rows);
  let place = 0;
  for (const { part, from, to } of stretches) {
    const column = columns[part] ?? merged;
    if (to - from > SHORT) merged.set(column.subarray(from, to), place);
    else for (let row = from; row < to; row += 1) merged[place + row - from] = at(column, row);
    place += to - from;
  }
  return merged;
}

const bytesOf = (text: TextColumn | undefined, { from, to }: Stretch): number =>
  text ? at(text.offsets, to) - at(text.offsets, from) : 0;

function mergedText(texts: readonly TextColumn[], stretches: readonly Stretch[], rows: number): TextColumn {
  const length = stretches.reduce((sum, stretch) => sum + bytesOf(texts[stretch.part], stretch), 0);
  if (length === 0) return noText;
  const offsets = sharedInts(rows + 1);
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  let [place, end] = [0, 0];
  for (const { part, from, to } of stretches) {
    const text = texts[part];
    if (!text) continue;
    const first = at(text.offsets, from);
    bytes.set(text.bytes.subarray(first, at(text.offsets, to)), end);
    for (let row = from; row < to; row += 1) {
      place += 1;
      offsets[place] = end + at(text.offsets, row + 1) - first;
    }
    end = at(offsets, place);
  }
  return { offsets, bytes };
}

type Tables<Name extends string> = readonly Table<Name>[];

function copied<Name extends string>(
  tables: Tables<Name>,
  names: readonly Name[],
  stretches: readonly Stretch[],
): Table<Name> {
  const rows = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  const column = (name: Name | undefined) =>
    tables.map((table) => (name === undefined ? new Int32Array(0) : table.column[name]));
  return {
    rows,
    column: recordOf(names, (index) => mergedColumn(column(names[index]), stretches, rows)),
    text: mergedText(
      tables.map(({ text }) => text),
      stretches,
      rows,
    ),
  };
}

/**
 * Tables that are each in order of youth as one, in memory that workers can share; rows of one youth in the order of the
 * tables. Numbers of youths grow with time, so most stretches are long and cost a copy of memory.
 */
export const mergedByYouth = <Name extends string>(
  tables: readonly (Table<Name> & Table<'youth'>)[],
  names: readonly Name[],
): Table<Name> => copied(tables, names, stretchesOf(tables.map(({ column }) => column.youth)));

/** Some rows of a table, whose numbers are in order, copied to memory of their own. */
export function someRows<Name extends string>(
  table: Table<Name>,
  names: readonly Name[],
  rows: Int32Array,
): Table<Name> {
  const stretches: Stretch[] = [];
  for (let index = 0; index < rows.length;) {
    const from = at(rows, index);
    let to = from;
    while (index < rows.length && at(rows, index) === to) {
      index += 1;
      to += 1;
    }
    stretches.push({ part: 0, from, to });
  }
  return copied([table], names, stretches);
}
