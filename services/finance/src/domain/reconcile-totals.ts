import { cents as checked } from '@regieboek/kernel';
import {
  declaredClasses,
  expectedClasses,
  type ClassTotal,
  type DeclaredClass,
  type ExpectedClass,
} from './reconcile.js';

/** Lines and cents of every class of one provider, or of all. */
export interface ReconciledTotals {
  readonly declared: Readonly<Record<DeclaredClass, ClassTotal>>;
  readonly expected: Readonly<Record<ExpectedClass, ClassTotal>>;
}

type Sums<Class extends string> = Record<Class, { lines: number; cents: number }>;

const none = () => ({ lines: 0, cents: 0 });
const noDeclared = (): Sums<DeclaredClass> => ({
  matched: none(),
  different: none(),
  unknown: none(),
  duplicate: none(),
  'out-of-period': none(),
});
const noExpected = (): Sums<ExpectedClass> => ({ matched: none(), different: none(), undeclared: none() });

/** Adds up lines by class, one after another. */
export class RunningTotals implements ReconciledTotals {
  readonly declared = noDeclared();
  readonly expected = noExpected();

  /** Counts a declared line. */
  declare(outcome: DeclaredClass, cents: number): void {
    const sum = this.declared[outcome];
    sum.lines += 1;
    sum.cents += cents;
  }

  /** Counts an expected line. */
  expect(outcome: ExpectedClass, cents: number): void {
    const sum = this.expected[outcome];
    sum.lines += 1;
    sum.cents += cents;
  }

  /** Adds the totals of others. */
  add({ declared, expected }: ReconciledTotals): void {
    for (const name of declaredClasses) addTo(this.declared[name], declared[name]);
    for (const name of expectedClasses) addTo(this.expected[name], expected[name]);
  }

  /** The sums. Throws RangeError when one is no longer exact. */
  done(): ReconciledTotals {
    for (const sum of [...Object.values(this.declared), ...Object.values(this.expected)]) checked(sum.cents);
    return { declared: this.declared, expected: this.expected };
  }
}

function addTo(sum: { lines: number; cents: number }, { lines, cents }: ClassTotal): void {
  sum.lines += lines;
  sum.cents += cents;
}
