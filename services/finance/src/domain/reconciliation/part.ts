/**
 * Reconciliation (aansluiting) by columns: the same outcome as over objects, for months of a large region and a share
 * of its youths at a time. It creates no object per line.
 */
import { at, type MonthColumns } from '@regieboek/journal';
import { firstDayOf, type Day } from '@regieboek/kernel';
import { codesIn } from './codes.js';
import { DeclaredRows } from './declared/rows.js';
import { declaredSide, monthsOfRows } from './declared/side.js';
import { expectedRows, type ExpectedYouths } from './expected/columns.js';
import type { ExpectedRows, ExpectedValues } from './expected/rows.js';
import { ALONE, DIFFERENT, DUPLICATE, LEFT, MATCHED, type Joined } from './join/join.js';
import { joinYouths } from './join/youths.js';
import { JoinNumbers, type Offer, type Place } from './numbers.js';
import { OPEN_LINE, REPEATED } from './declared/references.js';
import { ClassSums } from './totals.js';
import { declaredClasses, expectedClasses, isWithin } from './reconcile.js';

/** Sums of one provider: see `ClassSums`. */
interface ProviderSums {
  readonly provider: string;
  readonly numbers: Float64Array;
}

/** Declared lines to review: all except those that are matched and approved. */
interface DeclaredLeft {
  /** Rows among the lines of all shares. */
  readonly rows: Int32Array;
  /** Places in `declaredClasses`. */
  readonly outcome: Uint8Array;
  /** Basis of the expected line that each was compared with, its volume and cents; -1 without one. */
  readonly basis: Int8Array;
  readonly volume: Float64Array;
  readonly cents: Float64Array;
}

/** Result of a share: sums by provider, and the lines to review. */
export interface ReconciledPart {
  readonly youths: ExpectedYouths;
  readonly sums: readonly ProviderSums[];
  readonly declared: DeclaredLeft;
  /** Expected lines that were not declared, in order of content for each youth. */
  readonly undeclared: ExpectedValues;
  /** Offers and places by the numbers in expected lines. */
  readonly offers: readonly Offer[];
  readonly places: readonly Place[];
}

const classOf = (name: (typeof declaredClasses)[number]): number => declaredClasses.indexOf(name);
const [OUT_OF_PERIOD, MATCHED_CLASS] = [classOf('out-of-period'), classOf('matched')];
const [LATE, CREDIT] = [classOf('late'), classOf('credit')];
const UNDECLARED = expectedClasses.indexOf('undeclared');

/** Class of a declared line by the outcome of the join. */
const declaredClass = new Uint8Array(DUPLICATE + 1);
declaredClass[MATCHED] = MATCHED_CLASS;
declaredClass[DIFFERENT] = classOf('different');
declaredClass[LEFT] = classOf('unknown');
declaredClass[DUPLICATE] = classOf('duplicate');

/** Class of an expected line by the outcome of the join. */
const expectedClass = new Uint8Array(DUPLICATE + 1);
expectedClass[MATCHED] = expectedClasses.indexOf('matched');
expectedClass[DIFFERENT] = expectedClasses.indexOf('different');
expectedClass[LEFT] = UNDECLARED;

class PartReconciled {
  readonly #declared: DeclaredRows;
  readonly #expected: ExpectedRows;
  readonly #numbers: JoinNumbers;
  readonly #joined: Joined;
  readonly #youths: ExpectedYouths;
  /** Class of each declared row, and the expected row that it was compared with, or -1. */
  readonly #outcome: Uint8Array;
  readonly #partner: Int32Array;
  readonly #sums = new Map<string, ClassSums>();
  /** First day of the reconciled months. */
  readonly #firstDay: Day;

  constructor(private readonly columns: MonthColumns) {
    const { months, marks: states } = columns;
    this.#firstDay = firstDayOf(columns.question.from);
    this.#numbers = new JoinNumbers(columns, codesIn(columns.region));
    const { rows, youths } = expectedRows({ columns, numbers: this.#numbers });
    const declared = new DeclaredRows(columns);
    const placed = { months: monthsOfRows(declared, months), states, numbers: this.#numbers };
    const { side, open } = declaredSide(declared, placed);
    this.#joined = joinYouths(
      side,
      rows.side(),
      (place, other) => !rows.isExact(other) && isWithin(declared.amounts(at(open, place)), rows.amounts(other)),
    );
    this.#declared = declared;
    this.#expected = rows;
    this.#youths = youths;
    this.#partner = new Int32Array(declared.rows).fill(ALONE);
    this.#outcome = new Uint8Array(declared.rows);
    this.#classify(placed.months, open);
  }

  /** Sets the class of every declared row. */
  #classify(months: Int32Array, open: Int32Array): void {
    const { marks } = this.columns;
    const repeated = classOf('duplicate');
    for (let row = 0; row < marks.length; row += 1)
      this.#outcome[row] = marks[row] === REPEATED ? repeated : this.#classAlone(row, at(months, row) === ALONE);
    const { declared, partner } = this.#joined;
    for (let place = 0; place < open.length; place += 1) {
      const row = at(open, place);
      this.#outcome[row] = declaredClass[declared[place] ?? 0] ?? 0;
      this.#partner[row] = at(partner, place);
    }
  }

  /** Class of a row that is compared with no expected one. */
  #classAlone(row: number, isOutside: boolean): number {
    const { lines, marks } = this.columns;
    if (marks[row] === OPEN_LINE && this.#declared.cents(row) < 0) return CREDIT;
    if (!isOutside) return MATCHED_CLASS;
    return at(lines.column.to, row) < this.#firstDay ? LATE : OUT_OF_PERIOD;
  }

  done(): ReconciledPart {
    const [declared, undeclared] = [this.#declaredLeft(), this.#undeclared()];
    const sums = [...this.#sums].map(([provider, { numbers }]) => ({ provider, numbers }));
    const { offers, places } = this.#numbers;
    return { youths: this.#youths, sums, declared, undeclared, offers, places };
  }

  /** Counts the declared lines, and returns those to review. */
  #declaredLeft(): DeclaredLeft {
    const declared = this.#declared;
    const sums: ClassSums[] = [];
    const rows = new Int32Array(declared.rows);
    let count = 0;
    for (let row = 0; row < declared.rows; row += 1) {
      const outcome = this.#outcome[row] ?? 0;
      const provider = declared.provider(row);
      const own = (sums[provider] ??= this.#sumsOf(this.columns.names.words.text(provider)));
      own.declare(outcome, declared.cents(row));
      if (outcome === MATCHED_CLASS && !declared.isRefused(row)) continue;
      rows[count] = row;
      count += 1;
    }
    return this.#left(rows.subarray(0, count));
  }

  #left(rows: Int32Array): DeclaredLeft {
    const { values } = this.#expected;
    const left = {
      rows: new Int32Array(rows.length),
      outcome: new Uint8Array(rows.length),
      basis: new Int8Array(rows.length).fill(ALONE),
      volume: new Float64Array(rows.length),
      cents: new Float64Array(rows.length),
    };
    for (let index = 0; index < rows.length; index += 1) {
      const row = at(rows, index);
      const partner = at(this.#partner, row);
      left.rows[index] = row + this.columns.firstLine;
      left.outcome[index] = this.#outcome[row] ?? 0;
      if (partner === ALONE) continue;
      left.basis[index] = values.basis[partner] ?? ALONE;
      left.volume[index] = values.volume[partner] ?? 0;
      left.cents[index] = values.cents[partner] ?? 0;
    }
    return left;
  }

  /** Counts the expected lines, and returns the undeclared ones. */
  #undeclared(): ExpectedValues {
    const { values } = this.#expected;
    const sums: ClassSums[] = [];
    const rows: number[] = [];
    for (const row of this.#expected.inOrder()) {
      const outcome = expectedClass[this.#joined.expected[row] ?? 0] ?? 0;
      const offer = at(values.offer, row);
      const own = (sums[offer] ??= this.#sumsOf(this.#numbers.offerAt(offer).provider));
      own.expect(outcome, values.cents[row] ?? 0);
      if (outcome === UNDECLARED) rows.push(row);
    }
    return this.#expected.some(rows);
  }

  #sumsOf(provider: string): ClassSums {
    const known = this.#sums.get(provider) ?? new ClassSums();
    this.#sums.set(provider, known);
    return known;
  }
}

/** Reconciles months of a share of the youths; `References` marked their lines. */
export const reconcilePart = (columns: MonthColumns): ReconciledPart => new PartReconciled(columns).done();
