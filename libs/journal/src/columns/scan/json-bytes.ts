import { fits } from '../tables/table.js';

/** A range of bytes: from the first up to, not including, the last. */
export interface Place {
  from: number;
  to: number;
}

/** Code of an ASCII character. */
export const byteOf = (text: string): number => text.charCodeAt(0);

const [QUOTE, MINUS, ZERO, NINE] = [byteOf('"'), byteOf('-'), byteOf('0'), byteOf('9')];
const BACKSLASH = 0x5c;

/** Maximum number of digits of a 32-bit integer. */
const DIGITS_MAX = 10;

/**
 * At least four bytes that are compared as a whole: four at a time as a number, and the last four at once, at any
 * offset.
 */
export class Label {
  readonly length: number;
  readonly numbers: Int32Array;
  readonly last: number;

  /** Throws RangeError when the text is too short. */
  constructor(text: string) {
    const bytes = new TextEncoder().encode(text);
    const view = new DataView(bytes.buffer);
    this.length = bytes.length;
    this.numbers = Int32Array.from({ length: (bytes.length - 1) >> 2 }, (_, index) => view.getInt32(index * 4));
    this.last = view.getInt32(bytes.length - 4);
  }
}

/**
 * Reads JSON from bytes, one token at a time, without creating objects or texts. Supports JSON as usually written:
 * printable ASCII without escapes or white space, 32-bit integers. Every `read…`, `take` and `skip` returns false on
 * anything else and at the end of the JSON; reading must stop then.
 */
export class JsonBytes {
  /** Memory with the JSON; places are offsets in it. */
  bytes: Uint8Array = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** Offset of the next token. */
  at = 0;
  /** Offset of the start of the JSON. */
  start = 0;
  /** Offset of the end of the JSON. */
  end = 0;
  /** The last number read. */
  number = 0;

  /** Starts reading a JSON text. */
  begin(json: Uint8Array): void {
    if (json.buffer !== this.bytes.buffer) {
      this.bytes = new Uint8Array(json.buffer);
      this.view = new DataView(json.buffer);
    }
    this.start = this.at = json.byteOffset;
    this.end = this.at + json.length;
  }

  /** Whether the JSON was read exactly to its end. */
  get isAtEnd(): boolean {
    return this.at === this.end;
  }

  /** The next byte; 0 at the end. */
  get next(): number {
    return this.at < this.end ? (this.bytes[this.at] ?? 0) : 0;
  }

  /** Skips one byte, if it comes next. */
  take(byte: number): boolean {
    if (this.next !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Skips some bytes, if they come next. */
  skip({ length, numbers, last }: Label): boolean {
    const { view, at } = this;
    if (at + length > this.end) return false;
    for (let index = 0; index < numbers.length; index += 1)
      if (view.getInt32(at + index * 4) !== numbers[index]) return false;
    if (view.getInt32(at + length - 4) !== last) return false;
    this.at = at + length;
    return true;
  }

  /** Reads a 32-bit integer in JSON notation. */
  readNumber(): boolean {
    const isNegative = this.take(MINUS);
    const { bytes, at: from } = this;
    let [at, value] = [from, 0];
    for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[at] ?? 0) {
      value = value * 10 + byte - ZERO;
      at += 1;
    }
    this.at = at;
    const digits = at - from;
    const isUsual = digits === 1 || (digits > 1 && digits <= DIGITS_MAX && bytes[from] !== ZERO);
    this.number = isNegative ? -value : value;
    // Digits of what follows in memory are not of this JSON.
    return isUsual && at <= this.end && fits(this.number) && !(isNegative && value === 0);
  }

  /** Reads a text of printable ASCII without escapes; its place excludes the quotes. */
  readText(place: Place): boolean {
    if (!this.take(QUOTE)) return false;
    const { bytes, at } = this;
    let end = at;
    for (let byte = bytes[end] ?? 0; byte !== QUOTE; byte = bytes[end] ?? 0) {
      if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return false;
      end += 1;
    }
    if (end >= this.end) return false;
    place.from = at;
    place.to = end;
    this.at = end + 1;
    return true;
  }

  /** Reads a text of this many bytes; the caller must check the bytes. */
  readBytes(place: Place, length: number): boolean {
    const { bytes, at } = this;
    if (at + length + 2 > this.end || bytes[at] !== QUOTE || bytes[at + 1 + length] !== QUOTE) return false;
    place.from = at + 1;
    place.to = at + 1 + length;
    this.at = at + length + 2;
    return true;
  }

  /** Reads a date `yyyy-mm-dd` in digits; does not check that the day exists. */
  readDate(place: Place): boolean {
    return this.readBytes(place, DATE_BYTES) && isDate(this.view, place.from);
  }
}

const DATE_BYTES = 10;

/** Whether ten bytes have the digits and dashes of a date: checks four, four and two of them at a time. */
function isDate(view: DataView, from: number): boolean {
  const [year, month, day] = [view.getInt32(from), view.getInt32(from + 4), view.getInt16(from + 8)];
  // A digit is 0x30 to 0x39: its upper half is 3, and remains 3 when 6 is added.
  return (
    (year & 0xf0f0f0f0) === 0x30303030 &&
    ((year + 0x06060606) & 0xf0f0f0f0) === 0x30303030 &&
    (month & 0xfff0f0ff) === 0x2d30302d &&
    ((month + 0x00060600) & 0xfff0f0ff) === 0x2d30302d &&
    (day & 0xf0f0) === 0x3030 &&
    ((day + 0x0606) & 0xf0f0) === 0x3030
  );
}
