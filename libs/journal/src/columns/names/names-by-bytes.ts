import { toDay } from '@regieboek/kernel';
import type { JsonBytes, Place } from '../scan/json-bytes.js';
import type { Dictionary } from './dictionary.js';
import { at, NONE } from '../tables/table.js';
import { YouthsByBytes } from './youths-by-bytes.js';

const decoder = new TextDecoder();

/** Words up to this length are looked up by their bytes. */
const WORD_BYTES_MAX = 8;
const WORD_SLOTS = 1_024;
const DAY_SLOTS = 4_096;

/** Text of a range of bytes. */
const textOf = (bytes: Uint8Array, { from, to }: Place): string => decoder.decode(bytes.subarray(from, to));

/**
 * Finds numbers of texts by their encoded bytes, so that known texts are not decoded. Bytes must be printable ASCII;
 * new texts are added to the dictionaries.
 */
export class NamesByBytes {
  readonly #words = new Int32Array(WORD_SLOTS * 4).fill(NONE);
  readonly #days = new Int32Array(DAY_SLOTS * 4).fill(NONE);
  readonly #youths = new YouthsByBytes();

  constructor(
    private readonly words: Dictionary,
    private readonly youths: Dictionary,
  ) {}

  /** Number of a word. */
  word({ bytes }: JsonBytes, place: Place): number {
    const { from, to } = place;
    if (to - from > WORD_BYTES_MAX) return this.words.numberOf(textOf(bytes, place));
    let [low, high] = [to - from, 0];
    for (let index = from; index < to; index += 1) {
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | (bytes[index] ?? 0);
    }
    const slot = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 22) * 4;
    const known = this.#words;
    if (at(known, slot) === low && at(known, slot + 1) === high && at(known, slot + 2) === to - from)
      return at(known, slot + 3);
    const number = this.words.numberOf(textOf(bytes, place));
    known.set([low, high, to - from, number], slot);
    return number;
  }

  /** Day number of a date. Throws RangeError on a day that does not exist. */
  day({ bytes, view }: JsonBytes, place: Place): number {
    const [year, month, day] = [
      view.getInt32(place.from),
      view.getInt32(place.from + 4),
      view.getInt16(place.from + 8),
    ];
    const slot = (Math.imul(year ^ Math.imul(month ^ (day << 12), 0x85ebca6b), 0x9e3779b1) >>> 20) * 4;
    const known = this.#days;
    if (at(known, slot) === year && at(known, slot + 1) === month && at(known, slot + 2) === day)
      return at(known, slot + 3);
    const number = toDay(textOf(bytes, place));
    known.set([year, month, day, number], slot);
    return number;
  }

  /** Number of a youth by the 36 bytes of its pseudonym; -1 when that is not a UUID in lower case. */
  youth(json: JsonBytes, place: Place): number {
    const known = this.#youths.find(json.view, place.from);
    if (known !== NONE) return known;
    if (!isUuid(json.bytes, place)) return NONE;
    const number = this.youths.numberOf(textOf(json.bytes, place));
    this.#youths.add(json.view, place.from, number);
    return number;
  }
}

const isDash = (place: number): boolean => place === 8 || place === 13 || place === 18 || place === 23;
const isHex = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);

function isUuid(bytes: Uint8Array, { from, to }: Place): boolean {
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index] ?? 0;
    if (isDash(index - from) ? byte !== 0x2d : !isHex(byte)) return false;
  }
  return true;
}
