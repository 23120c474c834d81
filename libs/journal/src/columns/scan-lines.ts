import type { GrowingTable } from './growing-table.js';
import type { NamesByBytes } from './names-by-bytes.js';
import { lineColumns } from './segment.js';
import { fits, NO_NUMBER, NONE } from './table.js';

const encoder = new TextEncoder();
type Column = (typeof lineColumns)[number];

/** How a field of a decided line is read. */
type Kind = 'number' | 'number or null' | 'word' | 'day' | 'youth' | 'codes' | 'reference' | 'previous';

/** A field by the bytes before its value, with the column that it goes to; texts go to none. */
interface Field {
  readonly label: Uint8Array;
  readonly kind: Kind;
  readonly column: number;
}

const field = (name: string, kind: Kind, column?: Column): Field => ({
  label: encoder.encode(`"${name}":`),
  kind,
  column: column ? lineColumns.indexOf(column) : NONE,
});

/** Fields of a decided line, in the order in which they are usually written. */
const fields: readonly Field[] = [
  field('place', 'number', 'place'),
  field('reference', 'reference'),
  field('previous', 'previous'),
  field('youth', 'youth', 'youth'),
  field('assignment', 'number', 'assignment'),
  field('category', 'word', 'category'),
  field('code', 'word', 'code'),
  field('from', 'day', 'from'),
  field('to', 'day', 'to'),
  field('volume', 'number', 'volume'),
  field('unit', 'word', 'unit'),
  field('tariffCents', 'number or null', 'tariff'),
  field('cents', 'number', 'cents'),
  field('codes', 'codes', 'codes'),
];

const bytesOf = (text: string): Uint8Array => encoder.encode(text);
const [BEGIN, LINES, NULL] = [bytesOf('{"part":'), bytesOf(',"lines":['), bytesOf('null')];
const END = bytesOf(']}');
const byteOf = (text: string): number => text.charCodeAt(0);
const [QUOTE, COMMA, MINUS, OPEN, CLOSE] = [byteOf('"'), byteOf(','), byteOf('-'), byteOf('{'), byteOf('}')];
const [LIST, LIST_END] = [byteOf('['), byteOf(']')];
const [ZERO, NINE] = [byteOf('0'), byteOf('9')];
const BACKSLASH = 0x5c;

/** Digits that a number of 32 bits has at most. */
const DIGITS_MAX = 10;

const COLUMN = { position: 1, index: 2, declaration: 4, referenceBytes: 15 } as const;

/** Where an event stands, and of which declaration it is. */
export interface LinesPlace {
  readonly position: number;
  readonly declaration: number;
}

interface Text {
  from: number;
  to: number;
}

/**
 * Reads the lines of an event (`finance.declaration-lines-decided.v1`) from the bytes of its JSON into columns, without
 * an object or a text for any of them. It knows JSON as it is usually written, printable ASCII without escapes; of
 * anything else it says so, and the event has to be parsed.
 */
export class LineScanner {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  readonly #row: number[] = lineColumns.map(() => 0);
  readonly #reference: Text = { from: 0, to: 0 };
  readonly #previous: Text = { from: 0, to: 0 };
  readonly #text: Text = { from: 0, to: 0 };
  #number = 0;

  constructor(private readonly names: NamesByBytes) {}

  /** Adds the lines to a table; false when the event has to be parsed, and then the table is as it was. */
  scan(bytes: Uint8Array, place: LinesPlace, table: GrowingTable<Column>): boolean {
    const { rows } = table;
    this.#bytes = bytes;
    this.#at = 0;
    const isRead = this.#event(place, table);
    if (!isRead) table.rewind(rows);
    return isRead;
  }

  #event({ position, declaration }: LinesPlace, table: GrowingTable<Column>): boolean {
    if (!this.#skip(BEGIN) || !this.#readNumber() || !this.#skip(LINES)) return false;
    const row = this.#row;
    row[COLUMN.position] = position;
    row[COLUMN.declaration] = declaration;
    for (let index = 0; this.#byte() !== LIST_END; index += 1) {
      if (index > 0 && !this.#take(COMMA)) return false;
      row[COLUMN.index] = index;
      if (!this.#line()) return false;
      row[COLUMN.referenceBytes] = this.#reference.to - this.#reference.from;
      table.pushBytes(row, this.#bytes, [this.#reference, this.#previous]);
    }
    return this.#skip(END) && this.#at === this.#bytes.length;
  }

  /** A line with every field once, whatever their order. */
  #line(): boolean {
    if (!this.#take(OPEN)) return false;
    let read = 0;
    for (let next = 0; read !== 2 ** fields.length - 1; next += 1) {
      if (read > 0 && !this.#take(COMMA)) return false;
      const index = this.#skip(fields[next]?.label ?? BEGIN) ? next : this.#fieldHere();
      const found = fields[index];
      if (!found || (read >>> index) & 1 || !this.#value(found)) return false;
      read |= 1 << index;
      next = index;
    }
    return this.#take(CLOSE);
  }

  #fieldHere(): number {
    return fields.findIndex(({ label }) => this.#skip(label));
  }

  #value({ kind, column }: Field): boolean {
    if (kind === 'reference') return this.#readText(this.#reference);
    if (kind === 'previous') return this.#readPrevious();
    const number = this.#numberOf(kind);
    this.#row[column] = number;
    return !Number.isNaN(number);
  }

  #readPrevious(): boolean {
    this.#previous.from = this.#previous.to = 0;
    // An empty text would be taken for none: the event is parsed, and the line kept as JSON.
    return this.#skip(NULL) || (this.#readText(this.#previous) && this.#previous.to > this.#previous.from);
  }

  /** Value for the column of a field; NaN when it is not written as usual. */
  #numberOf(kind: Exclude<Kind, 'reference' | 'previous'>): number {
    switch (kind) {
      case 'number':
        return this.#readNumber() ? this.#number : NaN;
      case 'number or null':
        if (this.#skip(NULL)) return NO_NUMBER;
        return this.#readNumber() ? this.#number : NaN;
      case 'word':
        if (this.#skip(NULL)) return NONE;
        return this.#readText(this.#text) ? this.names.word(this.#bytes, this.#text.from, this.#text.to) : NaN;
      case 'day':
        return this.#readText(this.#text) ? this.names.day(this.#bytes, this.#text.from, this.#text.to) : NaN;
      case 'youth':
        return this.#readYouth();
      case 'codes':
        return this.#readCodes();
    }
  }

  #readYouth(): number {
    if (this.#skip(NULL)) return NONE;
    if (!this.#readText(this.#text)) return NaN;
    const youth = this.names.youth(this.#bytes, this.#text.from, this.#text.to);
    return youth === NONE ? NaN : youth;
  }

  /** The list of codes as the word that its JSON is. */
  #readCodes(): number {
    const from = this.#at;
    if (!this.#take(LIST)) return NaN;
    if (this.#take(LIST_END)) return NONE;
    do if (!this.#readText(this.#text)) return NaN;
    while (this.#take(COMMA));
    return this.#take(LIST_END) ? this.names.word(this.#bytes, from, this.#at) : NaN;
  }

  #byte(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  #take(byte: number): boolean {
    if (this.#byte() !== byte) return false;
    this.#at += 1;
    return true;
  }

  #skip(text: Uint8Array): boolean {
    const { length } = text;
    for (let index = 0; index < length; index += 1) if (this.#bytes[this.#at + index] !== text[index]) return false;
    this.#at += length;
    return true;
  }

  /** A whole number of 32 bits as JSON writes it. */
  #readNumber(): boolean {
    const isNegative = this.#take(MINUS);
    const from = this.#at;
    let value = 0;
    for (let byte = this.#byte(); byte >= ZERO && byte <= NINE; byte = this.#byte()) {
      value = value * 10 + byte - ZERO;
      this.#at += 1;
    }
    const digits = this.#at - from;
    const isUsual = digits === 1 || (digits > 1 && digits <= DIGITS_MAX && this.#bytes[from] !== ZERO);
    this.#number = isNegative ? -value : value;
    return isUsual && fits(this.#number) && !(isNegative && value === 0);
  }

  /** A text of printable ASCII without escapes. */
  #readText(text: Text): boolean {
    if (!this.#take(QUOTE)) return false;
    const bytes = this.#bytes;
    let end = this.#at;
    for (let byte = bytes[end] ?? 0; byte !== QUOTE; byte = bytes[end] ?? 0) {
      if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return false;
      end += 1;
    }
    text.from = this.#at;
    text.to = end;
    this.#at = end + 1;
    return true;
  }
}
