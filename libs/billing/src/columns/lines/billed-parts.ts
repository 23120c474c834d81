import type { BilledLine } from '../../objects/bill-youth.js';
import { ByteWriter, at } from '@regieboek/journal';

/** Characters before the id in a billed line as JSON: `{"id":"`. */
export const BEFORE_ID = 7;

/** Sums over the lines of a part of the region, in cents, with the counts collected on the way. */
export interface RunSums {
  approvedCents: number;
  billedCents: number;
  unresolvedCents: number;
  /** Youths that the column rules decided, and youths that needed the rules for rare histories. */
  readonly youths: { columns: number; objects: number };
  /** Lines of youths about whom the region has no other data: they cannot be billed. */
  unknownLines: number;
}

/** Billed lines as consecutive JSON, with the offset of each line and of the end of its id. */
export interface BilledParts {
  readonly rows: number;
  readonly bytes: Uint8Array;
  /** Place of the first byte of each line; one more for the end of the last. */
  readonly starts: Int32Array;
  /** Length of the id of each line in bytes. */
  readonly idBytes: Int32Array;
  /** Number of the youth of each line. Lines of one youth follow each other, youths come in order of number. */
  readonly youths: Int32Array;
  /** Four numbers a line, by which lines with one id are kept apart: see `LineOrder`. */
  readonly order: Float64Array;
  /** True when every id is printable ASCII, so that it sorts by its bytes. */
  readonly isPlain: boolean;
  readonly sums: RunSums;
}

/**
 * Sort key among lines with one id: the first line of its youth, then the line itself, both by declaration number and position in
 * the log.
 */
export interface LineOrder {
  readonly firstDeclaration: number;
  readonly firstPlace: number;
  readonly declaration: number;
  readonly place: number;
}

/** Numbers of a `LineOrder`. */
export const ORDER_NUMBERS = 4;

/** No sums yet. */
export const noSums = (): RunSums => ({
  approvedCents: 0,
  billedCents: 0,
  unresolvedCents: 0,
  youths: { columns: 0, objects: 0 },
  unknownLines: 0,
});

const encoder = new TextEncoder();

/** Places of lines are whole numbers of 32 bits. */
const BYTES_MAX = 0x7fffffff;

/** Bytes that a line takes, or somewhat less. */
const LINE_BYTES = 600;

/** Billed lines that are added to. */
export class PartsWriter {
  readonly out: ByteWriter;
  readonly sums = noSums();
  #rows = 0;
  #starts: Int32Array;
  #idBytes: Int32Array;
  #youths: Int32Array;
  #youth = 0;
  #order: Float64Array;
  #isPlain = true;

  /** `lines`: how many declared lines are expected; a few of them are divided. */
  constructor(lines = 0) {
    const rows = lines + (lines >>> 3) + 1024;
    this.out = new ByteWriter(Math.min(rows * LINE_BYTES, BYTES_MAX));
    this.#starts = new Int32Array(rows);
    this.#idBytes = new Int32Array(rows);
    this.#youths = new Int32Array(rows);
    this.#order = new Float64Array(rows * ORDER_NUMBERS);
  }

  /** Number of the youth whose lines are added next; youths come in order. */
  begin(youth: number): void {
    this.#youth = youth;
  }

  /** Ends a line that was written to `out` since the last one; the id is `idBytes` long. */
  end({ idBytes, order, cents, isResolved }: EndOfPart): void {
    if (this.out.length > BYTES_MAX)
      throw new RangeError('the lines of one share exceed 2 GB: increase the number of workers');
    if (this.#rows + 2 > this.#starts.length) this.#grow();
    this.#idBytes[this.#rows] = idBytes;
    this.#youths[this.#rows] = this.#youth;
    this.#order[this.#rows * ORDER_NUMBERS] = order.firstDeclaration;
    this.#order[this.#rows * ORDER_NUMBERS + 1] = order.firstPlace;
    this.#order[this.#rows * ORDER_NUMBERS + 2] = order.declaration;
    this.#order[this.#rows * ORDER_NUMBERS + 3] = order.place;
    this.#rows += 1;
    this.#starts[this.#rows] = this.out.length;
    if (isResolved) this.sums.billedCents += cents;
    else this.sums.unresolvedCents += cents;
  }

  /** Adds a line made by the rules for rare histories. */
  add(line: BilledLine, order: LineOrder): void {
    this.out.text(JSON.stringify(line));
    const isPlain = /^[ !#-[\]-~]*$/.test(line.id);
    if (!isPlain) this.#isPlain = false;
    const idBytes = isPlain ? line.id.length : encoder.encode(JSON.stringify(line.id)).length - 2;
    this.end({ idBytes, order, cents: line.cents, isResolved: line.municipality !== null });
  }

  /** Current length, for `rewind`. */
  mark(): Mark {
    const { approvedCents, billedCents, unresolvedCents } = this.sums;
    return { rows: this.#rows, length: this.out.length, approvedCents, billedCents, unresolvedCents };
  }

  /** Forgets everything added since a mark. */
  rewind({ rows, length, approvedCents, billedCents, unresolvedCents }: Mark): void {
    this.#rows = rows;
    this.out.length = length;
    Object.assign(this.sums, { approvedCents, billedCents, unresolvedCents });
  }

  /** The lines so far; the writer cannot be used afterwards. */
  done(): BilledParts {
    return {
      rows: this.#rows,
      bytes: this.out.bytes.subarray(0, this.out.length),
      starts: this.#starts.slice(0, this.#rows + 1),
      idBytes: this.#idBytes.slice(0, this.#rows),
      youths: this.#youths.slice(0, this.#rows),
      order: this.#order.slice(0, this.#rows * ORDER_NUMBERS),
      isPlain: this.#isPlain,
      sums: this.sums,
    };
  }

  #grow(): void {
    const grownTo = <Column extends Int32Array | Float64Array>(column: Column, grown: Column): Column => {
      grown.set(column);
      return grown;
    };
    const length = this.#starts.length * 2;
    this.#starts = grownTo(this.#starts, new Int32Array(length));
    this.#idBytes = grownTo(this.#idBytes, new Int32Array(length));
    this.#youths = grownTo(this.#youths, new Int32Array(length));
    this.#order = grownTo(this.#order, new Float64Array(length * ORDER_NUMBERS));
  }
}

/** A place in the lines written so far. */
export interface Mark {
  readonly rows: number;
  readonly length: number;
  readonly approvedCents: number;
  readonly billedCents: number;
  readonly unresolvedCents: number;
}

/** End of a line: the length of its id, its sort key among lines with one id, and its contribution to the sums. */
export interface EndOfPart {
  readonly idBytes: number;
  readonly order: LineOrder;
  readonly cents: number;
  readonly isResolved: boolean;
}

/** The JSON of a line. */
export const partBytes = ({ bytes, starts }: BilledParts, row: number): Uint8Array =>
  bytes.subarray(at(starts, row), at(starts, row + 1));
