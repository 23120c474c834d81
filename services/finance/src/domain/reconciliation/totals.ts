import { cents as checked } from '@regieboek/kernel';
import {
  declaredClasses,
  expectedClasses,
  type ClassTotal,
  type DeclaredClass,
  type ExpectedClass,
} from './reconcile.js';

/** Lines and cents per class, of one provider or of all. */
export interface ReconciledTotals {
  readonly declared: Readonly<Record<DeclaredClass, ClassTotal>>;
  readonly expected: Readonly<Record<ExpectedClass, ClassTotal>>;
}

const CLASSES = declaredClasses.length + expectedClasses.length;

/** Sums lines and cents by class: first the classes of declared lines, then those of expected ones. */
export class ClassSums {
  /** Lines and cents per class, concatenated. */
  readonly numbers = new Float64Array(CLASSES * 2);

  /** Counts a declared line of a class by its place in `declaredClasses`. */
  declare(outcome: number, cents: number): void {
    this.#count(outcome, cents);
  }

  /** Counts an expected line of a class by its place in `expectedClasses`. */
  expect(outcome: number, cents: number): void {
    this.#count(declaredClasses.length + outcome, cents);
  }

  #count(place: number, cents: number): void {
    const { numbers } = this;
    numbers[place * 2] = (numbers[place * 2] ?? 0) + 1;
    numbers[place * 2 + 1] = (numbers[place * 2 + 1] ?? 0) + cents;
  }

  /** Adds other sums. */
  add(others: Float64Array): this {
    for (const [index, number] of others.entries()) this.numbers[index] = (this.numbers[index] ?? 0) + number;
    return this;
  }

  /** The sums by name. Throws RangeError when one is no longer exact. */
  totals(): ReconciledTotals {
    const ofDeclared = (name: DeclaredClass) => this.#total(declaredClasses.indexOf(name));
    const ofExpected = (name: ExpectedClass) => this.#total(declaredClasses.length + expectedClasses.indexOf(name));
    return {
      declared: {
        matched: ofDeclared('matched'),
        different: ofDeclared('different'),
        unknown: ofDeclared('unknown'),
        duplicate: ofDeclared('duplicate'),
        'out-of-period': ofDeclared('out-of-period'),
        late: ofDeclared('late'),
        credit: ofDeclared('credit'),
      },
      expected: {
        matched: ofExpected('matched'),
        different: ofExpected('different'),
        undeclared: ofExpected('undeclared'),
      },
    };
  }

  #total(place: number): ClassTotal {
    return { lines: this.numbers[place * 2] ?? 0, cents: checked(this.numbers[place * 2 + 1] ?? 0) };
  }
}
