/** Lines to join, as columns, and those columns partitioned by key. */

/** Parts of a key: youth, product of a provider, assignment and month, each as a number of a dictionary. */
export const KEY_PARTS = 4;

/** Numbers that form the amount of a line: quantity (volume and unit in one number) and cents. */
export const AMOUNTS = 2;

/** Lines of one side as columns. Amounts are integers that a double stores exactly. */
export interface JoinSide {
  readonly rows: number;
  /** Keys of four parts, concatenated. */
  readonly keys: Int32Array;
  /** Quantity and cents of every row, concatenated. */
  readonly amounts: Float64Array;
  /** Precedence of competing lines; different for every row, so that the order of rows has no effect. */
  readonly order: Float64Array;
}

const at = (column: Int32Array, index: number): number => column[index] ?? 0;

/** Mixes the four parts of a key into 32 bits, multiplying by odd constants like MurmurHash3. */
function hashAt(keys: Int32Array, start: number): number {
  let hash = Math.imul(at(keys, start), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ at(keys, start + 1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ at(keys, start + 2), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16) ^ at(keys, start + 3), 0x27d4eb2f);
  return hash ^ (hash >>> 15);
}

/** Target number of rows per partition, so that it fits the processor's cache during the join. */
const ROWS_A_PART = 16_384;
const BITS_MAX = 10;

/** Number of leading hash bits by which sides of this size are partitioned. */
export function partBits(rows: number): number {
  let bits = 0;
  while (bits < BITS_MAX && rows > ROWS_A_PART * 2 ** bits) bits += 1;
  return bits;
}

// A line in a partition: hash, row and key as 32-bit integers, then its amounts as doubles in the same memory.
const DOUBLES = 5;
const INTS = DOUBLES * 2;
const [HASH, ROW, KEY, AMOUNT] = [0, 1, 2, 3];

/** A side partitioned by the leading bits of the hash of its keys; a place is the position of a row in it. */
export class Partitions {
  /** First place of every partition, followed by the number of rows. */
  readonly starts: Int32Array;
  readonly #ints: Int32Array;
  readonly #doubles: Float64Array;

  constructor({ rows, keys, amounts }: JoinSide, bits: number) {
    const hashes = new Int32Array(rows);
    const partOf = (hash: number) => (hash >>> 1) >>> (31 - bits);
    this.starts = new Int32Array(2 ** bits + 1);
    for (let row = 0; row < rows; row += 1) {
      const hash = hashAt(keys, row * KEY_PARTS);
      hashes[row] = hash;
      this.starts[partOf(hash) + 1] = at(this.starts, partOf(hash) + 1) + 1;
    }
    for (let part = 1; part < this.starts.length; part += 1)
      this.starts[part] = at(this.starts, part) + at(this.starts, part - 1);
    this.#ints = new Int32Array(rows * INTS);
    this.#doubles = new Float64Array(this.#ints.buffer);
    const free = this.starts.slice();
    for (let row = 0; row < rows; row += 1) {
      const part = partOf(at(hashes, row));
      const place = at(free, part);
      free[part] = place + 1;
      this.#ints[place * INTS + HASH] = at(hashes, row);
      this.#ints[place * INTS + ROW] = row;
      for (let i = 0; i < KEY_PARTS; i += 1) this.#ints[place * INTS + KEY + i] = at(keys, row * KEY_PARTS + i);
      for (let i = 0; i < AMOUNTS; i += 1)
        this.#doubles[place * DOUBLES + AMOUNT + i] = amounts[row * AMOUNTS + i] ?? 0;
    }
  }

  /** Number of rows of the largest partition. */
  get largest(): number {
    let most = 0;
    for (let part = 1; part < this.starts.length; part += 1)
      most = Math.max(most, at(this.starts, part) - at(this.starts, part - 1));
    return most;
  }

  startOf(part: number): number {
    return at(this.starts, part);
  }

  hashOf(place: number): number {
    return at(this.#ints, place * INTS + HASH);
  }

  rowOf(place: number): number {
    return at(this.#ints, place * INTS + ROW);
  }

  hasKeyOf(place: number, other: Partitions, otherPlace: number): boolean {
    const [ours, theirs] = [this.#ints, other.#ints];
    const [a, b] = [place * INTS, otherPlace * INTS];
    return (
      ours[a + HASH] === theirs[b + HASH] &&
      ours[a + KEY] === theirs[b + KEY] &&
      ours[a + KEY + 1] === theirs[b + KEY + 1] &&
      ours[a + KEY + 2] === theirs[b + KEY + 2] &&
      ours[a + KEY + 3] === theirs[b + KEY + 3]
    );
  }

  amountsTo(place: number, other: Partitions, otherPlace: number): boolean {
    const [ours, theirs] = [this.#doubles, other.#doubles];
    const [a, b] = [place * DOUBLES + AMOUNT, otherPlace * DOUBLES + AMOUNT];
    return ours[a] === theirs[b] && ours[a + 1] === theirs[b + 1];
  }
}
