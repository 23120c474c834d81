import type { Cents, Day } from '@regieboek/kernel';
import { inContent, quantityOf, type ExpectedAmounts } from './reconcile-encode.js';
import type { ExpectedBasis, ExpectedLine } from './reconcile-expected.js';
import { AMOUNTS, KEY_PARTS, type JoinSide } from './reconcile-join.js';
import type { JoinNumbers } from './reconcile-numbers.js';

/** An expected line to be added; youth, offer and place are numbers. */
export interface ExpectedRow {
  readonly youth: number;
  readonly offer: number;
  readonly place: number;
  readonly assignment: number;
  readonly from: Day;
  readonly to: Day;
  readonly basis: ExpectedBasis;
  readonly volume: number;
  readonly tariffCents: Cents;
  readonly cents: Cents;
}

/** Part of a key that an assignment is; one of more than 32 bits is in the place. */
export const assignmentPart = (assignment: number): number => ((assignment | 0) === assignment ? assignment : 0);

const bases = ['counted-days', 'assigned-volume', 'care-only'] as const;
const EXACT = bases.indexOf('counted-days');

/** Expected lines as columns, by row. */
export class ExpectedRows {
  readonly youth: number[] = [];
  readonly offer: number[] = [];
  readonly place: number[] = [];
  readonly assignment: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly basis: number[] = [];
  readonly volume: number[] = [];
  readonly tariff: number[] = [];
  readonly cents: number[] = [];
  /** Which of the lines of one youth goes before which: place of each row among all. */
  readonly #order: number[] = [];
  #firstOfYouth = 0;

  constructor(private readonly numbers: JoinNumbers) {}

  get rows(): number {
    return this.youth.length;
  }

  push(row: ExpectedRow): void {
    this.#order.push(this.youth.length);
    this.youth.push(row.youth);
    this.offer.push(row.offer);
    this.place.push(row.place);
    this.assignment.push(row.assignment);
    this.from.push(row.from);
    this.to.push(row.to);
    this.basis.push(bases.indexOf(row.basis));
    this.volume.push(row.volume);
    this.tariff.push(row.tariffCents);
    this.cents.push(row.cents);
  }

  /** Puts the lines of a youth in an order that does not depend on how they came. Only lines of one youth compete. */
  endYouth(): void {
    const first = this.#firstOfYouth;
    this.#firstOfYouth = this.rows;
    if (this.rows - first < 2) return;
    const own = Array.from({ length: this.rows - first }, (_, index) => first + index);
    own.sort((a, b) => inContent(this.amounts(a), this.amounts(b)));
    for (const [index, row] of own.entries()) this.#order[row] = first + index;
  }

  /** Rows in order of content, youth by youth. */
  inOrder(): Int32Array {
    const rows = new Int32Array(this.rows);
    for (let row = 0; row < rows.length; row += 1) rows[this.#order[row] ?? row] = row;
    return rows;
  }

  /** Whether a declared line has to be equal to a row, because its days were counted. */
  isExact(row: number): boolean {
    return this.basis[row] === EXACT;
  }

  /** AGB code of the provider of an offer. */
  providerOf(offer: number): string {
    return this.numbers.offerAt(offer).provider;
  }

  /** What a row says of amounts. */
  amounts(row: number): ExpectedAmounts {
    return {
      from: this.from[row] ?? 0,
      to: this.to[row] ?? 0,
      unit: this.numbers.offerAt(this.offer[row] ?? -1).unit,
      basis: bases[this.basis[row] ?? 0] ?? 'care-only',
      volume: this.volume[row] ?? 0,
      tariffCents: this.tariff[row] ?? 0,
      cents: this.cents[row] ?? 0,
    };
  }

  /** The line of a row; `youthOf` gives the pseudonym of a number. */
  line(row: number, youthOf: (number: number) => string): ExpectedLine {
    const { provider, category, code } = this.numbers.offerAt(this.offer[row] ?? -1);
    const { municipality, month } = this.numbers.placeAt(this.place[row] ?? -1);
    const assignment = this.assignment[row] ?? 0;
    const youth = youthOf(this.youth[row] ?? -1);
    return { youth, provider, municipality, assignment, category, code, month, ...this.amounts(row) };
  }

  /** The rows as a side of the join. */
  side(): JoinSide {
    const { rows } = this;
    const keys = new Int32Array(rows * KEY_PARTS);
    const amounts = new Float64Array(rows * AMOUNTS);
    for (let row = 0; row < rows; row += 1) {
      const offer = this.numbers.offerAt(this.offer[row] ?? -1);
      const key = row * KEY_PARTS;
      keys[key] = this.youth[row] ?? 0;
      keys[key + 1] = offer.product;
      keys[key + 2] = assignmentPart(this.assignment[row] ?? 0);
      keys[key + 3] = this.place[row] ?? 0;
      amounts[row * AMOUNTS] = quantityOf(this.volume[row] ?? 0, offer.unitNumber);
      amounts[row * AMOUNTS + 1] = this.cents[row] ?? 0;
    }
    return { rows, keys, amounts, order: new Float64Array(this.#order) };
  }
}
