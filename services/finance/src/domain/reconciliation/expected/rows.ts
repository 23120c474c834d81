import { at } from '@regieboek/journal';
import { inContent, quantityOf, type ExpectedAmounts } from '../encode.js';
import type { ExpectedBasis } from './expected.js';
import { AMOUNTS, KEY_PARTS, type JoinSide } from '../join/join.js';
import type { JoinNumbers, Offer } from '../numbers.js';

/** The assignment as part of a key; an assignment number over 32 bits is part of the place. */
export const assignmentPart = (assignment: number): number => ((assignment | 0) === assignment ? assignment : 0);

const bases = ['counted-days', 'assigned-volume', 'care-only'] as const;
const EXACT = bases.indexOf('counted-days');

/** Number of the basis of an expected line, as stored in `basis` of a row. */
export const basisNumber = (basis: ExpectedBasis): number => bases.indexOf(basis);

/** Basis of an expected line by number; null for an unknown number. */
export const basisAt = (number: number): ExpectedBasis | null => bases[number] ?? null;

/** Values of expected lines by row; offers, places and bases are numbers. */
export interface ExpectedValues {
  readonly rows: number;
  readonly youth: Int32Array;
  readonly offer: Int32Array;
  readonly place: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly basis: Int8Array;
  readonly assignment: Float64Array;
  readonly volume: Float64Array;
  readonly tariff: Float64Array;
  readonly cents: Float64Array;
  readonly most: Float64Array;
}

const FIRST_ROWS = 1_024;

const noValues = (rows: number) => ({
  youth: new Int32Array(rows),
  offer: new Int32Array(rows),
  place: new Int32Array(rows),
  from: new Int32Array(rows),
  to: new Int32Array(rows),
  basis: new Int8Array(rows),
  assignment: new Float64Array(rows),
  volume: new Float64Array(rows),
  tariff: new Float64Array(rows),
  cents: new Float64Array(rows),
  most: new Float64Array(rows),
});

/**
 * Expected lines as columns, by row. Lines are added youth by youth: call `next`, set its values, then call `endYouth`.
 */
export class ExpectedRows {
  rows = 0;
  values = noValues(FIRST_ROWS);
  /** Precedence of the lines of one youth: place of each row among all. */
  #order = new Int32Array(FIRST_ROWS);
  #firstOfYouth = 0;

  constructor(private readonly numbers: JoinNumbers) {}

  /** Row whose values must be set next. */
  next(): number {
    if (this.rows === this.#order.length) this.#grow();
    this.rows += 1;
    return this.rows - 1;
  }

  #grow(): void {
    const { rows, values } = this;
    const grown = noValues(rows * 2);
    grown.youth.set(values.youth);
    grown.offer.set(values.offer);
    grown.place.set(values.place);
    grown.from.set(values.from);
    grown.to.set(values.to);
    grown.basis.set(values.basis);
    grown.assignment.set(values.assignment);
    grown.volume.set(values.volume);
    grown.tariff.set(values.tariff);
    grown.cents.set(values.cents);
    grown.most.set(values.most);
    this.values = grown;
    const order = new Int32Array(rows * 2);
    order.set(this.#order);
    this.#order = order;
  }

  /**
   * Sorts the lines of a youth in an order that does not depend on how they were added. Only lines of one youth
   * compete.
   */
  endYouth(): void {
    const [first, order] = [this.#firstOfYouth, this.#order];
    this.#firstOfYouth = this.rows;
    if (this.rows - first < 2) {
      if (first < this.rows) order[first] = first;
      return;
    }
    if (this.rows - first === 2) {
      const isInOrder = this.#compare(first, first + 1) <= 0;
      order[first] = isInOrder ? first : first + 1;
      order[first + 1] = isInOrder ? first + 1 : first;
      return;
    }
    const own = Int32Array.from({ length: this.rows - first }, (_, index) => first + index);
    own.sort((a, b) => this.#compare(a, b));
    for (let index = 0; index < own.length; index += 1) order[at(own, index)] = first + index;
  }

  #compare(a: number, b: number): number {
    const { from } = this.values;
    return at(from, a) - at(from, b) || inContent(this.amounts(a), this.amounts(b));
  }

  /** Rows in order of content, youth by youth. */
  inOrder(): Int32Array {
    const rows = new Int32Array(this.rows);
    for (let row = 0; row < rows.length; row += 1) rows[at(this.#order, row)] = row;
    return rows;
  }

  /** Values of some rows, in their order. */
  some(rows: readonly number[]): ExpectedValues {
    const { values } = this;
    const of = (column: { readonly [row: number]: number }) => (row: number) => column[row] ?? 0;
    return {
      rows: rows.length,
      youth: Int32Array.from(rows, of(values.youth)),
      offer: Int32Array.from(rows, of(values.offer)),
      place: Int32Array.from(rows, of(values.place)),
      from: Int32Array.from(rows, of(values.from)),
      to: Int32Array.from(rows, of(values.to)),
      basis: Int8Array.from(rows, of(values.basis)),
      assignment: Float64Array.from(rows, of(values.assignment)),
      volume: Float64Array.from(rows, of(values.volume)),
      tariff: Float64Array.from(rows, of(values.tariff)),
      cents: Float64Array.from(rows, of(values.cents)),
      most: Float64Array.from(rows, of(values.most)),
    };
  }

  /** Whether a declared line must equal a row, because its days were counted. */
  isExact(row: number): boolean {
    return this.values.basis[row] === EXACT;
  }

  /** Amounts of a row. */
  amounts(row: number): ExpectedAmounts {
    const { values } = this;
    return {
      from: at(values.from, row),
      to: at(values.to, row),
      unit: this.#offer(row).unit,
      basis: basisAt(values.basis[row] ?? NaN) ?? 'care-only',
      volume: values.volume[row] ?? 0,
      tariffCents: values.tariff[row] ?? 0,
      cents: values.cents[row] ?? 0,
      most: values.most[row] ?? 0,
    };
  }

  #offer(row: number): Offer {
    return this.numbers.offerAt(at(this.values.offer, row));
  }

  /** The rows as one side of the join. */
  side(): JoinSide {
    const { rows, values } = this;
    const keys = new Int32Array(rows * KEY_PARTS);
    const amounts = new Float64Array(rows * AMOUNTS);
    for (let row = 0; row < rows; row += 1) {
      const offer = this.#offer(row);
      const key = row * KEY_PARTS;
      keys[key] = at(values.youth, row);
      keys[key + 1] = offer.product;
      keys[key + 2] = assignmentPart(values.assignment[row] ?? 0);
      keys[key + 3] = at(values.place, row);
      amounts[row * AMOUNTS] = quantityOf(values.volume[row] ?? 0, offer.unitNumber);
      amounts[row * AMOUNTS + 1] = values.cents[row] ?? 0;
    }
    return { rows, keys, amounts, order: new Float64Array(this.#order.subarray(0, rows)) };
  }
}
