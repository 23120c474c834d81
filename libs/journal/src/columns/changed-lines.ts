import type { BilledLine } from '../bill-youth.js';
import { lineIn } from './bill-month.js';
import type { PartPlaces } from './in-order.js';
import { BEFORE_ID, type BilledParts } from './parts.js';
import { at } from './table.js';

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

/** Bytes between the id of a line and its youth: `","kind":"line","youth":"`. */
const BEFORE_YOUTH = 25;
const QUOTE = 0x22;

/** Lines of a run, one after another in order of id. */
class Cursor {
  index = 0;

  constructor(private readonly run: OrderedParts) {}

  get isAtEnd(): boolean {
    return this.index >= this.run.order.rows;
  }

  get part(): BilledParts | undefined {
    return this.run.parts[at(this.run.order.part, this.index)];
  }

  get row(): number {
    return at(this.run.order.row, this.index);
  }

  /** Bytes of the line. */
  get line(): Buffer {
    const { part } = this;
    if (!part) throw new RangeError('there is no line after the last');
    const from = at(part.starts, this.row);
    const { buffer, byteOffset } = part.bytes;
    return Buffer.from(buffer, byteOffset + from, at(part.starts, this.row + 1) - from);
  }

  /** Bytes of its id. */
  get id(): Buffer {
    const idBytes = this.part ? at(this.part.idBytes, this.row) : 0;
    return this.line.subarray(BEFORE_ID, BEFORE_ID + idBytes);
  }

  /** Pseudonym of its youth. */
  get youth(): string {
    const { line, part } = this;
    const from = BEFORE_ID + (part ? at(part.idBytes, this.row) : 0) + BEFORE_YOUTH;
    return line.toString('utf8', from, line.indexOf(QUOTE, from));
  }
}

/** Youths of lines that only one of two runs has, or that are not the same in both. */
function changedYouths(before: OrderedParts, after: OrderedParts): Set<string> {
  const [one, other] = [new Cursor(before), new Cursor(after)];
  const youths = new Set<string>();
  const passed = (cursor: Cursor) => {
    youths.add(cursor.youth);
    cursor.index += 1;
  };
  while (!one.isAtEnd && !other.isAtEnd) {
    if (one.line.equals(other.line)) {
      one.index += 1;
      other.index += 1;
      continue;
    }
    const order = one.id.compare(other.id);
    if (order <= 0) passed(one);
    if (order >= 0) passed(other);
  }
  while (!one.isAtEnd) passed(one);
  while (!other.isAtEnd) passed(other);
  return youths;
}

/** Lines of some youths as objects, in order of id. */
function linesOf(run: OrderedParts, youths: ReadonlySet<string>): BilledLine[] {
  const lines: BilledLine[] = [];
  const cursor = new Cursor(run);
  for (; youths.size > 0 && !cursor.isAtEnd; cursor.index += 1)
    if (youths.has(cursor.youth)) lines.push(lineIn(cursor.line));
  return lines;
}

/**
 * What two runs of a month do not agree on, as objects: all lines of the youths of whom some line differs. Amounts of
 * all others are the same in both, so that comparing these lines gives every difference there is.
 */
export function changedLines(before: OrderedParts, after: OrderedParts): ChangedLines {
  const youths = changedYouths(before, after);
  return { before: linesOf(before, youths), after: linesOf(after, youths) };
}
