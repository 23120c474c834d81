/** UTF-8 text of many rows, concatenated: row i is `bytes` from `offsets[i]` up to `offsets[i + 1]`. */
export interface TextColumn {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** A text column without rows. */
export const noText: TextColumn = { offsets: new Int32Array(1), bytes: new Uint8Array(0) };

/** Rows of one kind as columns: 32-bit integers by name, and one column of text. */
export interface Table<Name extends string = string> {
  readonly rows: number;
  readonly column: Readonly<Record<Name, Int32Array>>;
  readonly text: TextColumn;
}

/** "No value" in a column of codes. */
export const NONE = -1;

/** "No value" in a column where -1 is a valid value. */
export const NO_NUMBER = -0x80000000;

/** Value of a row; rows outside the column read as 0. */
export const at = (column: Int32Array, row: number): number => column[row] ?? 0;

/** Whether a column can store a value: a 32-bit integer that does not mean "no value". */
export const fits = (value: number): boolean => (value | 0) === value && value !== NO_NUMBER;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of a row. */
export const textAt = ({ offsets, bytes }: TextColumn, row: number): string =>
  decoder.decode(bytes.subarray(at(offsets, row), at(offsets, row + 1)));

/** All texts of a column. */
export const textsOf = (column: TextColumn): string[] =>
  Array.from({ length: column.offsets.length - 1 }, (_, row) => textAt(column, row));

/** Below this many rows, comparing is faster than counting. */
const FEW_ROWS = 2_000;

/**
 * Row numbers sorted by a column; equal values keep the order of their rows. Counting sort on the low and then the high
 * half of the values, so the time grows only with the number of rows.
 */
export function stableOrder(keys: Int32Array, rows: number): Int32Array {
  let order = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) order[row] = row;
  if (rows < FEW_ROWS) return order.sort((a, b) => at(keys, a) - at(keys, b) || a - b);
  let [least, most] = [0x7fffffff, -0x80000000];
  for (let row = 0; row < rows; row += 1) {
    const key = at(keys, row);
    if (key < least) least = key;
    if (key > most) most = key;
  }
  for (let shift = 0; shift < 32 && (shift === 0 || (most - least) / 2 ** shift >= 1); shift += 16) {
    order = countingPass(order, (row) => ((at(keys, row) - least) >>> shift) & 0xffff);
  }
  return order;
}

function countingPass(order: Int32Array, digitOf: (row: number) => number): Int32Array<ArrayBuffer> {
  const starts = new Int32Array(0x10001);
  for (const row of order) {
    const digit = digitOf(row) + 1;
    starts[digit] = at(starts, digit) + 1;
  }
  for (let digit = 1; digit < starts.length; digit += 1) starts[digit] = at(starts, digit) + at(starts, digit - 1);
  const sorted = new Int32Array(order.length);
  for (const row of order) {
    const digit = digitOf(row);
    const place = at(starts, digit);
    sorted[place] = row;
    starts[digit] = place + 1;
  }
  return sorted;
}
