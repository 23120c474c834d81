import { recordOf } from './growing-table.js';
import { at, noText, type Table, type TextColumn } from './table.js';

/** Selected rows of a table, in order. */
export interface SelectedRows<Name extends string> {
  readonly table: Table<Name>;
  readonly rows: Int32Array;
}

/** Consecutive rows of one table in the merged table: from the first up to, not including, the last. */
interface Stretch {
  readonly part: number;
  readonly from: number;
  readonly to: number;
}

/** Merges rows that are in order of youth into one order; for the same youth, earlier parts come first. */
function stretchesOf(parts: readonly SelectedRows<'youth'>[]): Stretch[] {
  const next = new Int32Array(parts.length);
  const stretches: Stretch[] = [];
  for (;;) {
    let [part, least, limit] = [-1, Infinity, Infinity];
    for (let index = 0; index < parts.length; index += 1) {
      const youth = youthAt(parts[index], at(next, index));
      if (youth < least) {
        // The previous minimum belongs to an earlier part: its equals come first.
        limit = least;
        least = youth;
        part = index;
      } else if (youth + 1 < limit) limit = youth + 1;
    }
    const own = parts[part];
    if (!own) return stretches;
    const index = at(next, part);
    const length = stretchLength(own, index, limit);
    const from = at(own.rows, index);
    stretches.push({ part, from, to: from + length });
    next[part] = index + length;
  }
}

/** Youth of a selected row; Infinity past the last. */
const youthAt = (part: SelectedRows<'youth'> | undefined, index: number): number =>
  part && index < part.rows.length ? at(part.table.column.youth, at(part.rows, index)) : Infinity;

/** Number of consecutive selected rows, from an index on, of youths below a limit. */
function stretchLength({ table, rows }: SelectedRows<'youth'>, index: number, limit: number): number {
  const first = at(rows, index);
  const { youth } = table.column;
  let length = 1;
  while (index + length < rows.length && at(rows, index + length) === first + length) {
    if (at(youth, first + length) >= limit) break;
    length += 1;
  }
  return length;
}

/** Up to this length a loop is faster than the engine's copy. */
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

/**
 * Merges rows of youth-ordered tables into one table, in memory that workers can share; rows of one youth keep the
 * order of the tables. Youth numbers grow over time, so most stretches are long and cost one memory copy.
 */
export function mergedByYouth<Name extends string>(
  parts: readonly SelectedRows<Name | 'youth'>[],
  names: readonly (Name | 'youth')[],
): Table<Name | 'youth'> {
  const tables = parts.map(({ table }) => table);
  const stretches = stretchesOf(parts);
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const columns = (name: Name | 'youth' | undefined) =>
    tables.map(({ column }) => (name === undefined ? new Int32Array(0) : column[name]));
  return {
    rows,
    column: recordOf(names, (index) => mergedColumn(columns(names[index]), stretches, rows)),
    text: mergedText(
      tables.map(({ text }) => text),
      stretches,
      rows,
    ),
  };
}

/** Selected rows of a table that stays valid; otherwise of a copy of them, since its memory is reused. */
export function stableRows<Name extends string>(
  chosen: SelectedRows<Name | 'youth'>,
  names: readonly (Name | 'youth')[],
  holds: boolean,
): SelectedRows<Name | 'youth'> {
  if (holds) return chosen;
  return { table: mergedByYouth([chosen], names), rows: chosen.rows.map((_, index) => index) };
}
