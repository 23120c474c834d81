import { OPEN } from '@regieboek/kernel';
import type { JsonBytes } from './json-bytes.js';
import type { NamesByBytes } from '../names/names-by-bytes.js';
import type { ObjectReader } from './object-reader.js';
import { NONE } from '../tables/table.js';

/** Numbers of the words, days and youths in a scanned object. */
export class ScannedValues {
  constructor(
    private readonly json: JsonBytes,
    private readonly names: NamesByBytes,
  ) {}

  /** Number of a youth; -1 when its pseudonym is not a UUID in lower case. */
  youth(reader: ObjectReader, field: number): number {
    return this.names.youth(this.json, reader.field(field).text);
  }

  /** Number of a word; -1 for null. */
  word(reader: ObjectReader, field: number): number {
    const { text, isNull } = reader.field(field);
    return isNull ? NONE : this.names.word(this.json, text);
  }

  /** Day number; that of "no end" for null. Throws RangeError on a day that does not exist. */
  day(reader: ObjectReader, field: number): number {
    const { text, isNull } = reader.field(field);
    return isNull ? OPEN : this.names.day(this.json, text);
  }

  /** Index of a text in a list; -1 when absent. */
  oneOf(reader: ObjectReader, field: number, texts: readonly Uint8Array[]): number {
    const { text } = reader.field(field);
    for (let index = 0; index < texts.length; index += 1) {
      const one = texts[index];
      if (one?.length === text.to - text.from && this.#begins(text.from, one)) return index;
    }
    return NONE;
  }

  #begins(from: number, text: Uint8Array): boolean {
    const { bytes } = this.json;
    for (let index = 0; index < text.length; index += 1) if (bytes[from + index] !== text[index]) return false;
    return true;
  }
}
