import { at, stableOrder, type Table, type TextColumn } from './table.js';

const FIRST_ROWS = 256;
const encoder = new TextEncoder();

/** Up to this length a loop over ASCII is faster than a call to the encoder. */
const SHORT_TEXT = 64;

/** A copy of a column with space for at least this many values, and at least twice its present length. */
export function grownInts(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(FIRST_ROWS, column.length * 2, length));
  grown.set(column);
  return grown;
}

/** A column of UTF-8 text that grows row by row. */
export class GrowingText {
  rows = 0;
  #offsets = new Int32Array(FIRST_ROWS);
  #bytes = new Uint8Array(FIRST_ROWS);

  /** Adds a row. */
  push(text: string): void {
    const start = this.#start(text.length * 3);
    const bytes = this.#bytes;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f || text.length > SHORT_TEXT) {
        this.#end(start + encoder.encodeInto(text, bytes.subarray(start)).written);
        return;
      }
      bytes[start + index] = code;
    }
    this.#end(start + text.length);
  }

  /** Adds a row from ranges of bytes. */
  pushBytes(bytes: Uint8Array, ranges: readonly Run[]): void {
    let length = 0;
    for (const { from, to } of ranges) length += to - from;
    let end = this.#start(length);
    for (const range of ranges) {
      copyBytes(bytes, range, this.#bytes, end);
      end += range.to - range.from;
    }
    this.#end(end);
  }

  /** Adds rows of another column, from one row up to another. */
  copyRun({ offsets, bytes }: TextColumn, { from, to }: Run): void {
    const [first, end] = [at(offsets, from), at(offsets, to)];
    this.reserve(to - from, end - first);
    const start = at(this.#offsets, this.rows);
    copyBytes(bytes, { from: first, to: end }, this.#bytes, start);
    for (let row = from; row < to; row += 1) {
      this.rows += 1;
      this.#offsets[this.rows] = at(offsets, row + 1) - first + start;
    }
  }

  /** Reserves space for rows and bytes. */
  reserve(rows: number, bytes: number): void {
    this.#start(bytes);
    if (this.rows + rows >= this.#offsets.length) this.#offsets = grownInts(this.#offsets, this.rows + rows + 1);
  }

  /** Adds a row of another column. */
  copy({ offsets, bytes }: TextColumn, row: number): void {
    const [from, to] = [at(offsets, row), at(offsets, row + 1)];
    const start = this.#start(to - from);
    copyBytes(bytes, { from, to }, this.#bytes, start);
    this.#end(start + to - from);
  }

  /** The rows in a given order, if there are any; nothing may be added afterwards. */
  inOrderOf(order: Int32Array): TextColumn {
    const text = this.done();
    const sorted = new GrowingText();
    sorted.reserve(this.rows, text.bytes.length);
    if (this.rows > 0) for (const row of order) sorted.copy(text, row);
    return sorted.done();
  }

  /** The rows so far, as views of the growing memory: nothing may be added afterwards. */
  done(): TextColumn {
    const end = at(this.#offsets, this.rows);
    return { offsets: this.#offsets.subarray(0, this.rows + 1), bytes: this.#bytes.subarray(0, end) };
  }

  #start(bytes: number): number {
    const start = at(this.#offsets, this.rows);
    if (start + bytes > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, start + bytes));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    return start;
  }

  #end(end: number): void {
    this.rows += 1;
    if (this.rows >= this.#offsets.length) this.#offsets = grownInts(this.#offsets, this.rows + 1);
    this.#offsets[this.rows] = end;
  }
}

/** A table to which rows of other tables are added; columns keep the order in which they were named. */
export class GrowingTable<Name extends string> {
  rows = 0;
  readonly #names: readonly Name[];
  #columns: Int32Array<ArrayBuffer>[];
  readonly #text = new GrowingText();

  constructor(names: readonly Name[]) {
    this.#names = names;
    this.#columns = names.map(() => new Int32Array(FIRST_ROWS));
  }

  /** Adds rows of another table of the same kind; `withText` false omits their text. */
  copy(table: Table<Name>, rows: Int32Array, withText: boolean): void {
    this.#reserve(rows.length);
    const runs = runsOf(rows);
    this.#names.forEach((name, index) => {
      const own = this.#columns[index];
      if (own) copyRuns(table.column[name], runs, own, this.rows);
    });
    if (withText) for (const run of runs) this.#text.copyRun(table.text, run);
    this.rows += rows.length;
  }

  /** The rows sorted by a column; equal values keep the order in which they were added. */
  sortedBy(name: Name): Table<Name> {
    if (isAscending(this.#column(name), this.rows)) return this.inOrder();
    const order = stableOrder(this.#column(name), this.rows);
    // Each column moves into the memory of the previous one: one extra column in memory instead of all of them.
    let spare = new Int32Array(this.rows);
    const column = this.#record((unsorted) => {
      const place = spare;
      copyRows(unsorted, order, place, 0);
      spare = unsorted;
      return place.subarray(0, this.rows);
    });
    return { rows: this.rows, column, text: this.#text.inOrderOf(order) };
  }

  /** The rows in the order in which they were added. */
  inOrder(): Table<Name> {
    return {
      rows: this.rows,
      column: this.#record((column) => column.subarray(0, this.rows)),
      text: this.#text.done(),
    };
  }

  #column(name: Name): Int32Array {
    return this.#columns[this.#names.indexOf(name)] ?? new Int32Array(0);
  }

  #record(make: (column: Int32Array<ArrayBuffer>) => Int32Array): Record<Name, Int32Array> {
    const empty = new Int32Array(0);
    return recordOf(this.#names, (index) => make(this.#columns[index] ?? empty));
  }

  #reserve(rows: number): void {
    const needed = this.rows + rows;
    if (needed <= (this.#columns[0]?.length ?? 0)) return;
    this.#columns = this.#columns.map((column) => grownInts(column, needed));
  }
}

function isAscending(column: Int32Array, rows: number): boolean {
  for (let row = 1; row < rows; row += 1) if (at(column, row) < at(column, row - 1)) return false;
  return true;
}

/** Rows or bytes one after another: from the first up to, not including, the last. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Groups ascending rows into runs of consecutive rows. */
function runsOf(rows: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < rows.length;) {
    const from = at(rows, index);
    let to = from;
    while (index < rows.length && at(rows, index) === to) {
      index += 1;
      to += 1;
    }
    runs.push({ from, to });
  }
  return runs;
}

/** Up to this length a loop is faster than the engine's copy. */
const SHORT_RUN = 24;

function copyRuns(from: Int32Array, runs: readonly Run[], to: Int32Array, start: number): void {
  let place = start;
  for (const run of runs) {
    if (run.to - run.from > SHORT_RUN) to.set(from.subarray(run.from, run.to), place);
    else for (let row = run.from; row < run.to; row += 1) to[place + row - run.from] = at(from, row);
    place += run.to - run.from;
  }
}

function copyBytes(bytes: Uint8Array, { from, to }: Run, own: Uint8Array, start: number): void {
  if (to - from > SHORT_TEXT) own.set(bytes.subarray(from, to), start);
  else for (let index = from; index < to; index += 1) own[start + index - from] = bytes[index] ?? 0;
}

function copyRows(from: Int32Array, rows: Int32Array, to: Int32Array, start: number): void {
  for (let index = 0; index < rows.length; index += 1) to[start + index] = at(from, at(rows, index));
}

/** An object with one value per name. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (index: number, name: Name) => Value,
): Record<Name, Value> {
  const isComplete = (some: Partial<Record<Name, Value>>): some is Record<Name, Value> =>
    names.every((name) => name in some);
  const record: Partial<Record<Name, Value>> = {};
  for (const [index, name] of names.entries()) record[name] = valueOf(index, name);
  if (!isComplete(record)) throw new TypeError('a column has no values');
  return record;
}
