import { fromDay, type Day } from '@regieboek/kernel';

const encoder = new TextEncoder();
const FIRST_BYTES = 1 << 20;

/** First day whose text is cached, and the number of days after it: 1990 to about 2079. */
const FIRST_DAY = 7305;
const DAYS = 32_768;

/** A growing UTF-8 text, written byte by byte. */
export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;
  readonly #dates: (Uint8Array | undefined)[] = [];

  /** `bytes`: expected size. The operating system does not allocate memory that is never written. */
  constructor(bytes = 0) {
    this.bytes = new Uint8Array(Math.max(FIRST_BYTES, bytes));
  }

  /** Adds encoded bytes. */
  raw(bytes: Uint8Array): void {
    const { length } = this;
    const count = bytes.length;
    if (length + count > this.bytes.length) this.reserve(count);
    const own = this.bytes;
    for (let index = 0; index < count; index += 1) own[length + index] = bytes[index] ?? 0;
    this.length = length + count;
  }

  /** Adds text with any characters. */
  text(text: string): void {
    this.raw(encoder.encode(text));
  }

  /** Adds an integer in decimals. */
  whole(value: number): void {
    if (value < 0 || value > 99_999_999) {
      this.text(String(value));
      return;
    }
    this.reserve(8);
    let digits = 1;
    for (let power = 10; value >= power; power *= 10) digits += 1;
    let rest = value;
    for (let place = digits - 1; place >= 0; place -= 1) {
      const next = (rest / 10) | 0;
      this.bytes[this.length + place] = 48 + rest - next * 10;
      rest = next;
    }
    this.length += digits;
  }

  /** Adds a day as ISO text in quotes. */
  date(day: Day): void {
    const place = day - FIRST_DAY;
    if (place < 0 || place >= DAYS) this.text(`"${fromDay(day)}"`);
    else this.raw((this.#dates[place] ??= encoder.encode(`"${fromDay(day)}"`)));
  }

  /** Reserves space for bytes that the caller writes at `length`. */
  reserve(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + bytes));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** Whether bytes need no escaping in JSON, and sort like their text. */
export function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c) return false;
  }
  return true;
}
