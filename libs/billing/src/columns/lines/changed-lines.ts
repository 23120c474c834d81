import type { BilledLine } from '../../objects/bill-youth.js';
import { lineIn } from './billed-lines.js';
import type { PartPlaces } from './order-of-id.js';
import { partBytes, type BilledParts } from './billed-parts.js';
import { at } from '@regieboek/journal';

/** Lines of a run, and their order. */
export interface OrderedParts {
  readonly parts: readonly BilledParts[];
  readonly order: PartPlaces;
}

/** Lines of two runs, as far as their youths have lines that differ. */
export interface ChangedLines {
  readonly before: readonly BilledLine[];
  readonly after: readonly BilledLine[];
}

/** All lines of one youth after another, as the bytes that they are together. */
class Youths {
  readonly #parts: readonly { readonly part: BilledParts; readonly bytes: Buffer }[];
  #place = 0;
  #row = 0;
  #next = 0;
  /** Number of the youth; none is higher than past the last. */
  youth = -1;

  constructor(parts: readonly BilledParts[]) {
    this.#parts = parts.map((part) => {
      const { buffer, byteOffset, byteLength } = part.bytes;
      return { part, bytes: Buffer.from(buffer, byteOffset, byteLength) };
    });
    this.next();
  }

  next(): void {
    this.#row = this.#next;
    let holder = this.#parts[this.#place];
    while (holder && this.#row >= holder.part.rows) {
      holder = this.#parts[(this.#place += 1)];
      this.#row = 0;
    }
    if (!holder) {
      this.youth = Infinity;
      return;
    }
    const { rows, youths } = holder.part;
    this.youth = at(youths, this.#row);
    this.#next = this.#row + 1;
    while (this.#next < rows && at(youths, this.#next) === this.youth) this.#next += 1;
  }

  isSameAs(other: Youths): boolean {
    const [one, two] = [this.#lines, other.#lines];
    return (
      one.to - one.from === two.to - two.from && one.bytes.compare(two.bytes, two.from, two.to, one.from, one.to) === 0
    );
  }

  get #lines(): { readonly bytes: Buffer; readonly from: number; readonly to: number } {
    const holder = this.#parts[this.#place];
    if (!holder) throw new RangeError('no youth follows the last one');
    const { part, bytes } = holder;
    return { bytes, from: at(part.starts, this.#row), to: at(part.starts, this.#next) };
  }
}

/** Youths, by number, whose lines are not the same in both runs. */
function changedYouths(before: OrderedParts, after: OrderedParts): Set<number> {
  const [one, other] = [new Youths(before.parts), new Youths(after.parts)];
  const changed = new Set<number>();
  while (one.youth < Infinity || other.youth < Infinity) {
    const [first, second] = [one.youth, other.youth];
    if (first !== second || !one.isSameAs(other)) changed.add(Math.min(first, second));
    if (first <= second) one.next();
    if (second <= first) other.next();
  }
  return changed;
}

/** Lines of some youths as objects, in order of id. */
function linesOf({ parts, order }: OrderedParts, youths: ReadonlySet<number>): BilledLine[] {
  const lines: BilledLine[] = [];
  for (let index = 0; youths.size > 0 && index < order.rows; index += 1) {
    const row = at(order.row, index);
    const part = parts[at(order.part, index)];
    if (part && youths.has(at(part.youths, row))) lines.push(lineIn(partBytes(part, row)));
  }
  return lines;
}

/**
 * Differences between two runs of a month over one journal, as objects: all lines of the youths with a differing line.
 * The amounts of all other youths are equal in both runs, so comparing these lines gives every difference.
 */
export function changedLines(before: OrderedParts, after: OrderedParts): ChangedLines {
  const youths = changedYouths(before, after);
  return { before: linesOf(before, youths), after: linesOf(after, youths) };
}
