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

/** Digits that a number of 32 bits has at most. */
const DIGITS_MAX = 10;

/** Four or more bytes that are looked for as a whole: four at a time as a number, and the last four at once, whatever their place. */
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
 * Reads JSON from its bytes, one piece after another, without an object or a text for any of them. It knows JSON as it is
 * usually written: printable ASCII without escapes or white space, whole numbers of 32 bits. Every `read…`, `take` and
 * `skip` says false, and is not to be gone on from, at anything else, and where the JSON ends.
 */
export class JsonBytes {
  /** The memory that the JSON is in; places are places in it. */
  bytes: Uint8Array = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** Where the next piece begins. */
  at = 0;
  /** Where the JSON begins. */
  start = 0;
  /** Where the JSON ends. */
  end = 0;
  /** The number that was read last. */
  number = 0;

  /** Begins to read. */
  begin(json: Uint8Array): void {
    if (json.buffer !== this.bytes.buffer) {
      this.bytes = new Uint8Array(json.buffer);
      this.view = new DataView(json.buffer);
    }
    this.start = this.at = json.byteOffset;
    this.end = this.at + json.length;
  }

  /** Whether the JSON was read to its end, and no further. */
  get isAtEnd(): boolean {
    return this.at === this.end;
  }

  /** The next byte; 0 at the end. */
  get next(): number {
    return this.at < this.end ? (this.bytes[this.at] ?? 0) : 0;
  }

  /** Goes on after one byte, if it comes next. */
  take(byte: number): boolean {
    if (this.next !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Goes on after some bytes, if they come next. */
  skip({ length, numbers, last }: Label): boolean {
    const { view, at } = this;
    if (at + length > this.end) return false;
    for (let index = 0; index < numbers.length; index += 1)
      if (view.getInt32(at + index * 4) !== numbers[index]) return false;
    if (view.getInt32(at + length - 4) !== last) return false;
    this.at = at + length;
    return true;
  }

  /** A whole number of 32 bits as JSON writes it. */
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

  /** A text of printable ASCII without escapes; its place is without the quotes. */
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

  /** A text of this many bytes of any value; they must be checked before it counts as read. */
  readBytes(place: Place, length: number): boolean {
    const { bytes, at } = this;
    if (at + length + 2 > this.end || bytes[at] !== QUOTE || bytes[at + 1 + length] !== QUOTE) return false;
    place.from = at + 1;
    place.to = at + 1 + length;
    this.at = at + length + 2;
    return true;
  }

  /** A date `yyyy-mm-dd` in digits; whether there is such a day is not looked at. */
  readDate(place: Place): boolean {
    return this.readBytes(place, DATE_BYTES) && isDate(this.view, place.from);
  }
}

const DATE_BYTES = 10;

/** Whether ten bytes are digits and dashes as in a date: four, four and two of them at a time. */
function isDate(view: DataView, from: number): boolean {
  const [year, month, day] = [view.getInt32(from), view.getInt32(from + 4), view.getInt16(from + 8)];
  // A digit is 0x30 to 0x39: its upper half is 3, and still so when 6 is added.
  return (
    (year & 0xf0f0f0f0) === 0x30303030 &&
    ((year + 0x06060606) & 0xf0f0f0f0) === 0x30303030 &&
    (month & 0xfff0f0ff) === 0x2d30302d &&
    ((month + 0x00060600) & 0xfff0f0ff) === 0x2d30302d &&
    (day & 0xf0f0) === 0x3030 &&
    ((day + 0x0606) & 0xf0f0) === 0x3030
  );
}
