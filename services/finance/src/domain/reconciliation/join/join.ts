/**
 * Joins declared and expected lines by a key of four parts: a hash join with open addressing over integers, so that a
 * month of a large region needs no object per line. Lines of one key are matched by content and by count.
 */
import { Partitions, partBits, type JoinSide } from './partitions.js';
import { KeySettlement, type DeclaredSide, type Fits, type Joined } from './key.js';

export { AMOUNTS, KEY_PARTS, type JoinSide } from './partitions.js';
export { ALONE, DIFFERENT, DUPLICATE, LEFT, MATCHED, type DeclaredSide, type Fits, type Joined } from './key.js';

/** End of a chain, or an empty slot. */
const NONE = -1;

/** Several expected lines share a key, and no declared line with it was seen yet. */
const SHARED = -2;

const at = (column: Int32Array, index: number): number => column[index] ?? 0;

/**
 * Joins both sides. Of lines with one key, equal ones are matched first; the rest is compared with the rest: first one
 * line of each content, then its copies, so that lines that look alike are counted separately. A copy without a match
 * is a duplicate, another line without a match is left. The outcome depends on `order`, not on rows.
 */
export const joinLines = (declared: DeclaredSide, expected: JoinSide, fits: Fits = () => false): Joined =>
  new Join(declared, expected, new KeySettlement(declared, expected, fits)).run();

class Join {
  readonly #declared: Partitions;
  readonly #expected: Partitions;
  /**
   * Place of the first expected line of a key, or `-2 - place` of the first declared line of a key without expected
   * lines.
   */
  readonly #slots: Int32Array;
  /** For the first expected line of a key: NONE, SHARED, the place it is matched with, or `-3 - place` of a chain. */
  readonly #heads: Int32Array;
  /** The next place of an expected line, and the previous one of a declared line, in the chain of a key. */
  readonly #next: Int32Array;
  readonly #before: Int32Array;

  constructor(
    declared: DeclaredSide,
    expected: JoinSide,
    private readonly settlement: KeySettlement,
  ) {
    const bits = partBits(Math.max(declared.rows, expected.rows));
    this.#declared = new Partitions(declared, bits);
    this.#expected = new Partitions(expected, bits);
    let size = 16;
    while (size * 2 < (this.#declared.largest + this.#expected.largest) * 3) size *= 2;
    this.#slots = new Int32Array(size);
    this.#heads = new Int32Array(expected.rows).fill(NONE);
    this.#next = new Int32Array(expected.rows).fill(NONE);
    this.#before = new Int32Array(declared.rows).fill(NONE);
  }

  run(): Joined {
    const parts = this.#declared.starts.length - 1;
    for (let part = 0; part < parts; part += 1) this.#joinPart(part);
    return this.settlement.outcome;
  }

  #joinPart(part: number): void {
    this.#slots.fill(NONE);
    const [from, to] = [this.#expected.startOf(part), this.#expected.startOf(part + 1)];
    for (let place = from; place < to; place += 1) this.#expect(place);
    const orphans: number[] = [];
    const end = this.#declared.startOf(part + 1);
    for (let place = this.#declared.startOf(part); place < end; place += 1) this.#declare(place, orphans);
    for (let place = from; place < to; place += 1) {
      const first = at(this.#heads, place);
      if (first < SHARED) this.settlement.settle(this.#declaredFrom(-3 - first), this.#expectedFrom(place));
    }
    for (const place of orphans)
      if (at(this.#before, place) !== NONE) this.settlement.settle(this.#declaredFrom(place), []);
  }

  #expect(place: number): void {
    const slot = this.#slotOf(this.#expected, place);
    const head = at(this.#slots, slot);
    if (head === NONE) this.#slots[slot] = place;
    else {
      this.#next[place] = at(this.#next, head);
      this.#next[head] = place;
      this.#heads[head] = SHARED;
    }
  }

  #declare(place: number, orphans: number[]): void {
    const slot = this.#slotOf(this.#declared, place);
    const head = at(this.#slots, slot);
    if (head >= 0) this.#meet(place, head);
    else if (head === NONE) {
      this.#slots[slot] = -2 - place;
      orphans.push(place);
    } else {
      const first = -2 - head;
      this.#before[place] = at(this.#before, first);
      this.#before[first] = place;
    }
  }

  /**
   * Adds a declared line to the first expected one of its key. If both are alone and equal, they are matched at once.
   */
  #meet(place: number, head: number): void {
    const before = at(this.#heads, head);
    if (before === NONE && this.#declared.amountsTo(place, this.#expected, head)) {
      this.#heads[head] = place;
      this.settlement.match(this.#declared.rowOf(place), this.#expected.rowOf(head));
      return;
    }
    this.#before[place] = before >= 0 ? before : before < SHARED ? -3 - before : NONE;
    this.#heads[head] = -3 - place;
  }

  /** Slot of the key of a line, or the free slot for it. */
  #slotOf(side: Partitions, place: number): number {
    const mask = this.#slots.length - 1;
    let slot = side.hashOf(place) & mask;
    for (;;) {
      const head = at(this.#slots, slot);
      if (head === NONE) return slot;
      const isSame =
        head >= 0 ? side.hasKeyOf(place, this.#expected, head) : side.hasKeyOf(place, this.#declared, -2 - head);
      if (isSame) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #declaredFrom(first: number): number[] {
    const rows: number[] = [];
    for (let place = first; place !== NONE; place = at(this.#before, place)) rows.push(this.#declared.rowOf(place));
    return rows;
  }

  #expectedFrom(first: number): number[] {
    const rows: number[] = [];
    for (let place = first; place !== NONE; place = at(this.#next, place)) rows.push(this.#expected.rowOf(place));
    return rows;
  }
}
