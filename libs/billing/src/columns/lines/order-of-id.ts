import { BEFORE_ID, ORDER_NUMBERS, partBytes, type BilledParts } from './billed-parts.js';
import { at } from '@regieboek/journal';

/** A line among several runs of lines: which run, and the row in it. */
export interface PartPlaces {
  readonly rows: number;
  readonly part: Int32Array;
  readonly row: Int32Array;
}

/** Lines of all parts in order of id, lines with one id in order of declaration: the order of a billing run. */
export function inOrderOfId(parts: readonly BilledParts[]): PartPlaces {
  const places = concatenated(parts);
  const keys = new Keys(parts, places);
  const order = parts.every(({ isPlain }) => isPlain) ? byBytes(keys) : byText(keys);
  settleTies(order, keys);
  return {
    rows: places.rows,
    part: order.map((index) => at(places.part, index)),
    row: order.map((index) => at(places.row, index)),
  };
}

function concatenated(parts: readonly BilledParts[]): PartPlaces {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const places = { rows, part: new Int32Array(rows), row: new Int32Array(rows) };
  let place = 0;
  for (const [index, part] of parts.entries()) {
    for (let row = 0; row < part.rows; row += 1) {
      places.part[place] = index;
      places.row[place] = row;
      place += 1;
    }
  }
  return places;
}

const evenAbove = (value: number): number => value + (value & 1);

/** Ids of lines as rows of an even number of bytes, 0 after the end. */
class Keys {
  readonly rows: number;
  readonly width: number;
  readonly bytes: Uint8Array;
  readonly #parts: readonly BilledParts[];
  readonly #places: PartPlaces;

  constructor(parts: readonly BilledParts[], places: PartPlaces) {
    this.#parts = parts;
    this.#places = places;
    this.rows = places.rows;
    this.width = evenAbove(parts.reduce((most, { idBytes }) => idBytes.reduce((a, b) => Math.max(a, b), most), 0));
    this.bytes = new Uint8Array(this.rows * this.width);
    let place = 0;
    for (const part of parts) {
      this.#fill(part, place);
      place += part.rows;
    }
  }

  #fill({ rows, bytes, starts, idBytes }: BilledParts, place: number): void {
    for (let row = 0; row < rows; row += 1) {
      const from = at(starts, row) + BEFORE_ID;
      const to = (place + row) * this.width;
      for (let index = at(idBytes, row) - 1; index >= 0; index -= 1) this.bytes[to + index] = bytes[from + index] ?? 0;
    }
  }

  /** Id of a line, as text. */
  text(index: number): string {
    const part = this.#parts[at(this.#places.part, index)];
    if (!part) return '';
    const line: unknown = JSON.parse(new TextDecoder().decode(partBytes(part, at(this.#places.row, index))));
    return typeof line === 'object' && line !== null && 'id' in line ? String(line.id) : '';
  }

  isEqual(a: number, b: number): boolean {
    const { width, bytes } = this;
    // Ids in order of each other differ at the end.
    for (let index = width - 1; index >= 0; index -= 1)
      if (bytes[a * width + index] !== bytes[b * width + index]) return false;
    return true;
  }

  /** Compares two lines with one id. */
  compare(a: number, b: number): number {
    const [one, other] = [this.#order(a), this.#order(b)];
    for (let place = 0; place < ORDER_NUMBERS; place += 1) {
      const difference = (one[place] ?? 0) - (other[place] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  #order(index: number): Float64Array {
    const from = at(this.#places.row, index) * ORDER_NUMBERS;
    const order = this.#parts[at(this.#places.part, index)]?.order ?? new Float64Array(0);
    return order.subarray(from, from + ORDER_NUMBERS);
  }
}

/** From the last two bytes to the first, one counting pass each; bytes that are equal in all ids are skipped. */
function byBytes({ rows, width, bytes }: Keys): Int32Array {
  let order = Int32Array.from({ length: rows }, (_, index) => index);
  let next = new Int32Array(rows);
  const digits = new Uint16Array(rows);
  for (let place = width - 2; place >= 0; place -= 2) {
    const starts = new Int32Array(0x10001);
    for (let row = 0; row < rows; row += 1) {
      const digit = ((bytes[row * width + place] ?? 0) << 8) | (bytes[row * width + place + 1] ?? 0);
      digits[row] = digit;
      starts[digit + 1] = at(starts, digit + 1) + 1;
    }
    if (starts.includes(rows)) continue;
    for (let digit = 1; digit < starts.length; digit += 1) starts[digit] = at(starts, digit) + at(starts, digit - 1);
    for (let index = 0; index < rows; index += 1) {
      const row = at(order, index);
      const digit = digits[row] ?? 0;
      const to = at(starts, digit);
      next[to] = row;
      starts[digit] = to + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

function byText(keys: Keys): Int32Array {
  const texts = Array.from({ length: keys.rows }, (_, index) => ({ index, text: keys.text(index) }));
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return Int32Array.from(texts, ({ index }) => index);
}

/** Lines with one id come in the order in which their youths, and then they themselves, were declared. */
function settleTies(order: Int32Array, keys: Keys): void {
  for (let from = 0; from + 1 < order.length; from += 1) {
    let to = from + 1;
    while (to < order.length && keys.isEqual(at(order, from), at(order, to))) to += 1;
    if (to - from > 1)
      order.set(
        [...order.subarray(from, to)].sort((a, b) => keys.compare(a, b)),
        from,
      );
    from = to - 1;
  }
}
