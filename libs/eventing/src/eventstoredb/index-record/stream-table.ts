import { hash } from 'node:crypto';
import { Numbers } from './numbers.js';

/** Length of a key in bytes: the chance that any two of ten million names have the same key is 1 in 10^15. */
export const KEY_BYTES = 12;

let last: { readonly stream: string; readonly key: Uint8Array } | undefined;

/**
 * Key of a stream: the first bytes of the SHA-256 of its name, cached because an append asks for the same stream several times.
 */
export function keyOf(stream: string): Uint8Array {
  if (last?.stream !== stream) last = { stream, key: hash('sha256', stream, 'buffer').subarray(0, KEY_BYTES) };
  return last.key;
}

const SLOTS_MIN = 64;
const FULL = 0.8;
const GROWTH = 1.5;

/** The three words of a key that starts at a byte. */
function wordsAt(keys: Uint8Array, start: number): readonly [number, number, number] {
  const view = new DataView(keys.buffer, keys.byteOffset + start, KEY_BYTES);
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8)];
}

/** Numbers the streams of a region 0, 1, 2 … in order of appearance; keeps the event count and the last event of each. */
export class StreamTable {
  readonly #words = new Numbers();
  readonly #lasts = new Numbers();
  readonly #counts = new Numbers();
  /** Hash table of stream numbers plus one; 0 is a free slot. The first word of a key decides where the search starts. */
  #slots = new Uint32Array(SLOTS_MIN);

  get length(): number {
    return this.#counts.length;
  }

  /** Number of the stream whose key starts at a byte; -1 when it is not known. */
  find(keys: Uint8Array, start = 0): number {
    const words = wordsAt(keys, start);
    return (this.#slots[this.#slotOf(words)] ?? 0) - 1;
  }

  /** Number of the stream whose key starts at a byte, new when it is not known. */
  enter(keys: Uint8Array, start = 0): number {
    const words = wordsAt(keys, start);
    const slot = this.#slotOf(words);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return known;
    for (const word of words) this.#words.push(word);
    this.#lasts.push(0);
    this.#counts.push(0);
    this.#slots[slot] = this.length;
    if (this.length > this.#slots.length * FULL) this.#grow();
    return this.length - 1;
  }

  /** Writes the key of a stream at a byte. */
  copyKey(stream: number, keys: Uint8Array, start: number): void {
    const view = new DataView(keys.buffer, keys.byteOffset + start, KEY_BYTES);
    for (const word of [0, 1, 2]) view.setUint32(4 * word, this.#words.at(3 * stream + word));
  }

  last(stream: number): number {
    return this.#lasts.at(stream);
  }

  count(stream: number): number {
    return this.#counts.at(stream);
  }

  /** Counts an event of the stream, at a position. */
  add(stream: number, position: number): void {
    this.#lasts.set(stream, position);
    this.#counts.set(stream, this.#counts.at(stream) + 1);
  }

  /** Slot of a stream in the table, or the free slot for it. */
  #slotOf([first, second, third]: readonly [number, number, number]): number {
    const slots = this.#slots;
    let slot = Math.floor((first / 4_294_967_296) * slots.length);
    for (let number = slots[slot] ?? 0; number > 0; number = slots[slot] ?? 0) {
      const at = 3 * (number - 1);
      const isSame = this.#words.at(at) === first && this.#words.at(at + 1) === second;
      if (isSame && this.#words.at(at + 2) === third) break;
      slot = slot + 1 === slots.length ? 0 : slot + 1;
    }
    return slot;
  }

  #grow(): void {
    this.#slots = new Uint32Array(Math.ceil(this.#slots.length * GROWTH));
    for (let stream = 0; stream < this.length; stream += 1) {
      const at = 3 * stream;
      const slot = this.#slotOf([this.#words.at(at), this.#words.at(at + 1), this.#words.at(at + 2)]);
      this.#slots[slot] = stream + 1;
    }
  }
}
