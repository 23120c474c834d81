import { grownInts, GrowingText, recordOf, type Run } from './growing-table.js';
import { at, stableOrder, type Table } from './table.js';

const FIRST_ROWS = 256;

/** Rows turned into columns at a time: this many fit in the processor's cache. */
const BLOCK_ROWS = 512;

/**
 * A table to which rows are added one by one. The values of a row stay together until the table is complete, since one
 * write position is faster than one per column.
 */
export class GrowingRows<Name extends string> {
  rows = 0;
  readonly #names: readonly Name[];
  readonly #width: number;
  #values: Int32Array<ArrayBuffer>;
  readonly #text = new GrowingText();

  /** Columns in the order of the names. */
  constructor(names: readonly Name[]) {
    this.#names = names;
    this.#width = names.length;
    this.#values = new Int32Array(FIRST_ROWS * this.#width);
  }

  /** Adds a row: one value per column, in order, and its text. */
  push(values: readonly number[], text: string): void {
    this.#add(values);
    this.#text.push(text);
  }

  /** Adds a row: one value per column, in order, and ranges of UTF-8 bytes as its text. */
  pushBytes(values: readonly number[], bytes: Uint8Array, ranges: readonly Run[]): void {
    this.#add(values);
    this.#text.pushBytes(bytes, ranges);
  }

  /** Drops the rows from a number on. */
  rewind(rows: number): void {
    this.rows = rows;
    this.#text.rows = rows;
  }

  /**
   * The rows sorted by a column; equal values keep the order in which they were added. Nothing may be added afterwards.
   */
  sortedBy(name: Name): Table<Name> {
    const keys = this.#column(this.#names.indexOf(name));
    if (isAscending(keys)) return this.inOrder();
    const order = stableOrder(keys, this.rows);
    return { rows: this.rows, column: this.#columns(order), text: this.#text.inOrderOf(order) };
  }

  /** The rows in the order in which they were added; nothing may be added afterwards. */
  inOrder(): Table<Name> {
    const order = new Int32Array(this.rows);
    for (let row = 0; row < order.length; row += 1) order[row] = row;
    return { rows: this.rows, column: this.#columns(order), text: this.#text.done() };
  }

  #add(values: readonly number[]): void {
    const width = this.#width;
    const start = this.rows * width;
    if (start + width > this.#values.length) this.#values = grownInts(this.#values, start + width);
    const own = this.#values;
    for (let index = 0; index < width; index += 1) own[start + index] = values[index] ?? 0;
    this.rows += 1;
  }

  #column(place: number): Int32Array {
    const column = new Int32Array(this.rows);
    const [values, width] = [this.#values, this.#width];
    for (let row = 0; row < column.length; row += 1) column[row] = at(values, row * width + place);
    return column;
  }

  #columns(order: Int32Array): Record<Name, Int32Array> {
    const columns = this.#names.map(() => new Int32Array(order.length));
    for (let from = 0; from < order.length; from += BLOCK_ROWS) {
      const to = Math.min(from + BLOCK_ROWS, order.length);
      for (const [place, column] of columns.entries()) this.#fill(column, place, order, { from, to });
    }
    return recordOf(this.#names, (index) => columns[index] ?? new Int32Array(0));
  }

  #fill(column: Int32Array, place: number, order: Int32Array, { from, to }: Run): void {
    const [values, width] = [this.#values, this.#width];
    for (let row = from; row < to; row += 1) column[row] = at(values, at(order, row) * width + place);
  }
}

function isAscending(keys: Int32Array): boolean {
  for (let row = 1; row < keys.length; row += 1) if (at(keys, row) < at(keys, row - 1)) return false;
  return true;
}
