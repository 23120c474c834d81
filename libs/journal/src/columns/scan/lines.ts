import type { GrowingRows } from '../tables/growing-rows.js';
import { byteOf, JsonBytes, Label, type Place } from './json-bytes.js';
import type { NamesByBytes } from '../names/names-by-bytes.js';
import { lineColumns } from '../encode/segment.js';
import { NO_NUMBER, NONE } from '../tables/table.js';
import { fields, type Column, type Field, type Kind } from './line-fields.js';

const [BEGIN, LINES, NULL] = [new Label('{"part":'), new Label(',"lines":['), new Label('null')];

const [COMMA, CLOSE, LIST, LIST_END] = [byteOf(','), byteOf('}'), byteOf('['), byteOf(']')];

/** Bytes of a UUID. */
const UUID_BYTES = 36;

const COLUMN = { position: 1, index: 2, declaration: 4, referenceBytes: 15 } as const;

/** Position of an event, and its declaration. */
export interface LinesPlace {
  readonly position: number;
  readonly declaration: number;
}

/**
 * Reads the lines of an event (`finance.declaration-lines-decided.v1`) from the bytes of its JSON into columns, without
 * creating objects or texts. Returns false for JSON that JsonBytes does not support; the event must be parsed then.
 */
export class LineScanner {
  readonly #json = new JsonBytes();
  readonly #row: number[] = lineColumns.map(() => 0);
  readonly #reference: Place = { from: 0, to: 0 };
  readonly #previous: Place = { from: 0, to: 0 };
  readonly #texts: readonly Place[] = [this.#reference, this.#previous];
  readonly #text: Place = { from: 0, to: 0 };

  constructor(private readonly names: NamesByBytes) {}

  /** Adds the lines to a table; false when the event must be parsed, and then the table is unchanged. */
  scan(bytes: Uint8Array, place: LinesPlace, table: GrowingRows<Column>): boolean {
    const { rows } = table;
    this.#json.begin(bytes);
    const isRead = this.#event(place, table);
    if (!isRead) table.rewind(rows);
    return isRead;
  }

  #event({ position, declaration }: LinesPlace, table: GrowingRows<Column>): boolean {
    if (!this.#json.skip(BEGIN) || !this.#json.readNumber() || !this.#json.skip(LINES)) return false;
    const row = this.#row;
    row[COLUMN.position] = position;
    row[COLUMN.declaration] = declaration;
    for (let index = 0; this.#json.next !== LIST_END; index += 1) {
      if (index > 0 && !this.#json.take(COMMA)) return false;
      row[COLUMN.index] = index;
      if (!this.#line()) return false;
      row[COLUMN.referenceBytes] = this.#reference.to - this.#reference.from;
      table.pushBytes(row, this.#json.bytes, this.#texts);
    }
    return this.#json.take(LIST_END) && this.#json.take(CLOSE) && this.#json.isAtEnd;
  }

  /** Reads a line with every field once, in any order. */
  #line(): boolean {
    let read = 0;
    for (let usual = 0; read !== 2 ** fields.length - 1; usual += 1) {
      usual = this.#fieldHere(usual, read === 0);
      const found = fields[usual];
      if (!found || (read >>> usual) & 1 || !this.#value(found)) return false;
      read |= 1 << usual;
    }
    return this.#json.take(CLOSE);
  }

  /** Index of the field that comes next; -1 for an unknown field. */
  #fieldHere(usual: number, isFirst: boolean): number {
    const json = this.#json;
    const field = fields[usual];
    if (field && json.skip(isFirst ? field.first : field.next)) return usual;
    return fields.findIndex(({ first, next }) => json.skip(isFirst ? first : next));
  }

  #value({ kind, column }: Field): boolean {
    if (kind === 'reference') return this.#json.readText(this.#reference);
    if (kind === 'previous') return this.#readPrevious();
    const number = this.#numberOf(kind);
    this.#row[column] = number;
    return !Number.isNaN(number);
  }

  #readPrevious(): boolean {
    this.#previous.from = this.#previous.to = 0;
    // An empty text would be read as none: the event is parsed, and the line stored as JSON.
    return this.#json.skip(NULL) || (this.#json.readText(this.#previous) && this.#previous.to > this.#previous.from);
  }

  /** Value for the column of a field; NaN in an unusual notation. */
  #numberOf(kind: Exclude<Kind, 'reference' | 'previous'>): number {
    switch (kind) {
      case 'number':
        return this.#json.readNumber() ? this.#json.number : NaN;
      case 'number or null':
        if (this.#json.skip(NULL)) return NO_NUMBER;
        return this.#json.readNumber() ? this.#json.number : NaN;
      case 'word':
        if (this.#json.skip(NULL)) return NONE;
        return this.#json.readText(this.#text) ? this.names.word(this.#json, this.#text) : NaN;
      case 'day':
        return this.#json.readDate(this.#text) ? this.names.day(this.#json, this.#text) : NaN;
      case 'youth':
        return this.#readYouth();
      case 'codes':
        return this.#readCodes();
    }
  }

  #readYouth(): number {
    if (this.#json.skip(NULL)) return NONE;
    if (!this.#json.readBytes(this.#text, UUID_BYTES)) return NaN;
    const youth = this.names.youth(this.#json, this.#text);
    return youth === NONE ? NaN : youth;
  }

  /** Reads the list of codes as one word: its JSON. */
  #readCodes(): number {
    const from = this.#json.at;
    if (!this.#json.take(LIST)) return NaN;
    if (this.#json.take(LIST_END)) return NONE;
    do if (!this.#json.readText(this.#text)) return NaN;
    while (this.#json.take(COMMA));
    return this.#json.take(LIST_END) ? this.names.word(this.#json, { from, to: this.#json.at }) : NaN;
  }
}
