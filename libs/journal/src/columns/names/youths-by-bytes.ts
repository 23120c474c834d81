import { at, NONE } from '../tables/table.js';

/** Number of 32-bit words in a pseudonym. */
const NUMBERS = 9;

/** Maximum number of youths in the table; when exceeded, the table starts empty again. */
const YOUTHS_MAX = 1 << 20;
const FIRST_YOUTHS = 1 << 12;
const SLOTS_PER_YOUTH = 4;

/** Finds youths by the 36 bytes of their pseudonyms; keys of consecutive youths are adjacent in memory. */
export class YouthsByBytes {
  /** Bytes of the pseudonyms, four per number. */
  #keys = new Int32Array(FIRST_YOUTHS * NUMBERS);
  #numbers = new Int32Array(FIRST_YOUTHS);
  /** Hash table: youth by hash of the bytes, counted from 1; 0 is a free slot. */
  #slots = new Int32Array(FIRST_YOUTHS * SLOTS_PER_YOUTH);
  /** Per youth: the youth found after it last time, as declarations name the same youths month after month. */
  #usualNext = new Int32Array(FIRST_YOUTHS);
  #count = 0;
  #last = 0;

  /** `youthsMax`: a power of two from 4,096; limits the memory of very large regions. */
  constructor(private readonly youthsMax = YOUTHS_MAX) {}

  /** Number of the youth whose pseudonym starts at an offset; -1 when it was never added or was dropped. */
  find(view: DataView, from: number): number {
    if (from + NUMBERS * 4 > view.byteLength) return NONE;
    if (this.#count === 0) return NONE;
    if (this.#isAt(this.#last, view, from)) return at(this.#numbers, this.#last);
    const usual = at(this.#usualNext, this.#last);
    const youth = this.#isAt(usual, view, from) ? usual : this.#search(view, from);
    if (youth === NONE) return NONE;
    this.#usualNext[this.#last] = youth;
    this.#last = youth;
    return at(this.#numbers, youth);
  }

  #search(view: DataView, from: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = mixOf(view, from) & mask; ; slot = (slot + 1) & mask) {
      const youth = at(this.#slots, slot) - 1;
      if (youth < 0 || this.#isAt(youth, view, from)) return youth;
    }
  }

  /** Adds a youth that was not found. */
  add(view: DataView, from: number, number: number): void {
    if (this.#count === this.#numbers.length) this.#grow();
    const youth = this.#count;
    for (let index = 0; index < NUMBERS; index += 1)
      this.#keys[youth * NUMBERS + index] = view.getInt32(from + index * 4);
    this.#numbers[youth] = number;
    this.#place(youth, mixOf(view, from));
    this.#count += 1;
    this.#usualNext[this.#last] = youth;
    this.#last = youth;
  }

  #place(youth: number, mix: number): void {
    const mask = this.#slots.length - 1;
    let slot = mix & mask;
    while (at(this.#slots, slot) > 0) slot = (slot + 1) & mask;
    this.#slots[slot] = youth + 1;
  }

  #isAt(youth: number, view: DataView, from: number): boolean {
    const [keys, key] = [this.#keys, youth * NUMBERS];
    for (let index = NUMBERS - 1; index >= 0; index -= 1)
      if (view.getInt32(from + index * 4) !== at(keys, key + index)) return false;
    return true;
  }

  #grow(): void {
    const [keys, numbers, usualNext] = [this.#keys, this.#numbers, this.#usualNext];
    const isFull = this.#count === this.youthsMax;
    const youths = isFull ? FIRST_YOUTHS : this.#count * 2;
    this.#keys = new Int32Array(youths * NUMBERS);
    this.#numbers = new Int32Array(youths);
    this.#usualNext = new Int32Array(youths);
    this.#slots = new Int32Array(youths * SLOTS_PER_YOUTH);
    if (isFull) {
      this.#count = this.#last = 0;
      return;
    }
    this.#keys.set(keys);
    this.#numbers.set(numbers);
    this.#usualNext.set(usualNext);
    const view = new DataView(new ArrayBuffer(NUMBERS * 4));
    for (let youth = 0; youth < this.#count; youth += 1) {
      for (let index = 0; index < NUMBERS; index += 1) view.setInt32(index * 4, at(keys, youth * NUMBERS + index));
      this.#place(youth, mixOf(view, 0));
    }
  }
}

/** Hash of a pseudonym: from all digits of a UUID except those for its version. */
function mixOf(view: DataView, from: number): number {
  let mix = Math.imul(view.getInt32(from) ^ (view.getInt32(from + 4) << 4), 0x9e3779b1);
  mix = Math.imul(mix ^ (mix >>> 15) ^ view.getInt32(from + 24), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13) ^ (view.getInt32(from + 28) << 4) ^ view.getInt32(from + 32), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
