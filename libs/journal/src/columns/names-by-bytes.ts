import { toDay } from '@regieboek/kernel';
import type { Dictionary } from './names.js';
import { at, NONE } from './table.js';

const decoder = new TextDecoder();

/** Words of up to so many bytes are found by their bytes. */
const WORD_BYTES_MAX = 8;
const WORD_SLOTS = 1_024;
const DAY_SLOTS = 4_096;

/** Youths that are found by their bytes; with more of them the search begins anew. */
const YOUTHS_MAX = 1 << 20;
const YOUTH_SLOTS = YOUTHS_MAX * 2;
const [UUID_BYTES, UUID_INTS] = [36, 4];

/** Values of hexadecimal digits in lower case, by their byte; -1 is no digit. */
const hexValues = Int8Array.from({ length: 256 }, (_, byte) => '0123456789abcdef'.indexOf(String.fromCharCode(byte)));

const isDash = (place: number): boolean => place === 8 || place === 13 || place === 18 || place === 23;

/**
 * Numbers of texts by the bytes that they are written in, so that no text is made for those known already. Bytes are
 * printable ASCII; everything new is asked of the dictionaries.
 */
export class NamesByBytes {
  readonly #words = new Int32Array(WORD_SLOTS * 4).fill(NONE);
  readonly #days = new Int32Array(DAY_SLOTS * 2).fill(NONE);
  readonly #uuid = new Int32Array(UUID_INTS);
  #youths = new Int32Array(0);
  #youthNumbers = new Int32Array(0);
  #youthCount = 0;

  constructor(
    private readonly words: Dictionary,
    private readonly youths: Dictionary,
  ) {}

  /** Number of a word. */
  word(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > WORD_BYTES_MAX) return this.words.numberOf(textOf(bytes, from, to));
    let [low, high] = [to - from, 0];
    for (let index = from; index < to; index += 1) {
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | (bytes[index] ?? 0);
    }
    const slot = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 22) * 4;
    const known = this.#words;
    if (at(known, slot) === low && at(known, slot + 1) === high && at(known, slot + 2) === to - from)
      return at(known, slot + 3);
    const number = this.words.numberOf(textOf(bytes, from, to));
    known.set([low, high, to - from, number], slot);
    return number;
  }

  /** Day number of `yyyy-mm-dd`. Throws RangeError on a day that does not exist. */
  day(bytes: Uint8Array, from: number, to: number): number {
    const digits = to - from === 10 ? digitsOfDate(bytes, from) : NONE;
    const slot = (Math.imul(digits, 0x9e3779b1) >>> 20) * 2;
    if (digits !== NONE && at(this.#days, slot) === digits) return at(this.#days, slot + 1);
    const day = toDay(textOf(bytes, from, to));
    this.#days.set([digits, day], slot);
    return day;
  }

  /** Number of a youth; -1 when its pseudonym is no UUID in lower case. */
  youth(bytes: Uint8Array, from: number, to: number): number {
    if (to - from !== UUID_BYTES || !this.#readUuid(bytes, from)) return NONE;
    if (this.#youthCount === YOUTHS_MAX || this.#youths.length === 0) this.#forgetYouths();
    const slot = this.#slotOfYouth();
    const known = at(this.#youthNumbers, slot);
    if (known > 0) return known - 1;
    const number = this.youths.numberOf(textOf(bytes, from, to));
    this.#youths.set(this.#uuid, slot * UUID_INTS);
    this.#youthNumbers[slot] = number + 1;
    this.#youthCount += 1;
    return number;
  }

  #forgetYouths(): void {
    this.#youths = new Int32Array(YOUTH_SLOTS * UUID_INTS);
    this.#youthNumbers = new Int32Array(YOUTH_SLOTS);
    this.#youthCount = 0;
  }

  #readUuid(bytes: Uint8Array, from: number): boolean {
    let digit = 0;
    for (let place = 0; place < UUID_BYTES; place += 1) {
      const byte = bytes[from + place] ?? 0;
      if (isDash(place)) {
        if (byte !== 0x2d) return false;
        continue;
      }
      const value = hexValues[byte] ?? NONE;
      if (value < 0) return false;
      this.#uuid[digit >>> 3] = (at(this.#uuid, digit >>> 3) << 4) | value;
      digit += 1;
    }
    return true;
  }

  /** Slot of the pseudonym read last, or the free one that it belongs in. */
  #slotOfYouth(): number {
    const [a, b, c, d] = [at(this.#uuid, 0), at(this.#uuid, 1), at(this.#uuid, 2), at(this.#uuid, 3)];
    const youths = this.#youths;
    let slot = (Math.imul(a ^ Math.imul(d, 0x85ebca6b) ^ b ^ c, 0x9e3779b1) >>> 0) & (YOUTH_SLOTS - 1);
    for (; at(this.#youthNumbers, slot) > 0; slot = (slot + 1) & (YOUTH_SLOTS - 1)) {
      const place = slot * UUID_INTS;
      if (at(youths, place) !== a || at(youths, place + 1) !== b) continue;
      if (at(youths, place + 2) === c && at(youths, place + 3) === d) break;
    }
    return slot;
  }
}

const textOf = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to));

/** The eight digits of a date in ten bytes as one number; -1 when they are something else. */
function digitsOfDate(bytes: Uint8Array, from: number): number {
  let digits = 0;
  for (let place = 0; place < 10; place += 1) {
    const byte = bytes[from + place] ?? 0;
    if (place === 4 || place === 7) {
      if (byte !== 0x2d) return NONE;
    } else if (byte < 0x30 || byte > 0x39) return NONE;
    else digits = digits * 10 + byte - 0x30;
  }
  return digits;
}
