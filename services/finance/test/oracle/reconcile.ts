/** Reconciliation over objects, one line at a time: what the product, which works in columns, has to come to. */
import { firstDayOf, sumCents, toDay, type Cents } from '@regieboek/kernel';
import type { MonthRange } from '../../src/domain/runs/month-range.js';
import type { DeclaredLine } from '../../src/domain/reconciliation/declared/declared.js';
import type { ExpectedLine } from '../../src/domain/reconciliation/expected/expected.js';
import { DIFFERENT, DUPLICATE, joinLines, MATCHED } from '../../src/domain/reconciliation/join/join.js';
import {
  isWithin,
  type ClassTotal,
  type DeclaredClass,
  type ExpectedClass,
} from '../../src/domain/reconciliation/reconcile.js';
import { monthOfLine } from './declared-lines.js';
import { sidesOf } from './encode-lines.js';

/** A declared line with its class; `expected` is the line it was compared with. */
export interface ReconciledLine {
  readonly line: DeclaredLine;
  readonly outcome: DeclaredClass;
  readonly expected: ExpectedLine | null;
  /** Whether it is matched with the line that credits it, or that it credits, instead of with an expected one. */
  readonly isCredited: boolean;
}

/** An expected line with its class. */
export interface ReconciledExpectation {
  readonly line: ExpectedLine;
  readonly outcome: ExpectedClass;
}

/** Both sides of a reconciliation, every line once. */
export interface Reconciliation {
  readonly declared: readonly ReconciledLine[];
  readonly expected: readonly ReconciledExpectation[];
}

/** Which line goes before which: an approved one before a refused one, then the one that came first. */
const goesBefore = (a: DeclaredLine, b: DeclaredLine): number =>
  Number(a.codes.length > 0) - Number(b.codes.length > 0) || a.sequence - b.sequence || a.place - b.place;

const referenceOf = ({ provider }: DeclaredLine, reference: string): string => `${provider}/${reference}`;

/** Lines by reference (ReferentieNummer) of a provider, and those that repeat one that stands already. */
function byReference(ordered: readonly DeclaredLine[]) {
  const first = new Map<string, DeclaredLine>();
  const repeated = new Set<DeclaredLine>();
  for (const line of ordered) {
    const reference = referenceOf(line, line.reference);
    if (first.has(reference)) repeated.add(line);
    else first.set(reference, line);
  }
  return { first, repeated };
}

/** Whether a credit line takes back this debit line: both approved, of the same delivery, of the same amount. */
const undoes = (credit: DeclaredLine, debit: DeclaredLine): boolean =>
  credit.codes.length + debit.codes.length === 0 &&
  credit.cents === -debit.cents &&
  credit.assignment === debit.assignment &&
  credit.code === debit.code &&
  credit.from === debit.from &&
  credit.to === debit.to;

/** Approved credit lines with the approved debit line that they undo; both are matched with each other. */
function creditedPairs(ordered: readonly DeclaredLine[], first: ReadonlyMap<string, DeclaredLine>): Set<DeclaredLine> {
  const pairs = new Set<DeclaredLine>();
  for (const credit of ordered) {
    const debit = credit.previous === null ? undefined : first.get(referenceOf(credit, credit.previous));
    if (!debit || debit === credit || !undoes(credit, debit) || pairs.has(debit) || pairs.has(credit)) continue;
    pairs.add(debit).add(credit);
  }
  return pairs;
}

const isOutside = (line: DeclaredLine, { from, to }: MonthRange): boolean => {
  const month = monthOfLine(line);
  return month === null || month < from || month > to;
};

/** Class of a line that is compared with no expected one. */
function classAlone(line: DeclaredLine, isPaired: boolean, range: MonthRange): DeclaredClass {
  if (!isPaired && line.cents < 0) return 'credit';
  if (!isOutside(line, range)) return 'matched';
  return toDay(line.to) < firstDayOf(range.from) ? 'late' : 'out-of-period';
}

/** Class of a declared line by the outcome of the join. */
const classOfJoin = (code: number | undefined): DeclaredClass =>
  code === MATCHED ? 'matched' : code === DIFFERENT ? 'different' : code === DUPLICATE ? 'duplicate' : 'unknown';

/**
 * Reconciles declared lines with expected ones over some months. A line whose reference came before is a duplicate; a
 * line and the one that credits it are matched with each other; the rest is joined by youth, product, assignment and
 * month. Expected lines are taken to lie within the months.
 */
export function reconcile(
  declared: readonly DeclaredLine[],
  expected: readonly ExpectedLine[],
  range: MonthRange,
): Reconciliation {
  const ordered = [...declared].sort(goesBefore);
  const { first, repeated } = byReference(ordered);
  const once = ordered.filter((line) => !repeated.has(line));
  const pairs = creditedPairs(once, first);
  const isJoined = (line: DeclaredLine) => !pairs.has(line) && !isOutside(line, range) && line.cents >= 0;
  const open = once.filter(isJoined);
  const { lines, sides } = sidesOf(open, expected);
  const joined = joinLines(...sides, (row, other) => {
    const [one, another] = [open[row], lines[other]];
    return one !== undefined && another !== undefined && isWithin(one, another);
  });
  const rows = new Map(open.map((line, row) => [line, row]));
  const outcomeOf = (line: DeclaredLine): ReconciledLine => {
    const row = rows.get(line);
    if (row !== undefined) {
      const other = lines[joined.partner[row] ?? -1] ?? null;
      return { line, outcome: classOfJoin(joined.declared[row]), expected: other, isCredited: false };
    }
    const outcome = repeated.has(line) ? 'duplicate' : classAlone(line, pairs.has(line), range);
    return { line, outcome, expected: null, isCredited: outcome === 'matched' };
  };
  return {
    declared: ordered.map(outcomeOf),
    expected: lines.map((line, row) => {
      const code = joined.expected[row];
      return { line, outcome: code === MATCHED ? 'matched' : code === DIFFERENT ? 'different' : 'undeclared' };
    }),
  };
}

/** Lines and cents of every class of a side. */
export function totalsBy<Class extends string>(
  classes: readonly Class[],
  side: readonly { readonly outcome: Class; readonly line: { readonly cents: Cents } }[],
): Readonly<Record<Class, ClassTotal>>;
export function totalsBy(
  classes: readonly string[],
  side: readonly { readonly outcome: string; readonly line: { readonly cents: Cents } }[],
): Readonly<Record<string, ClassTotal>> {
  const byClass = Map.groupBy(side, ({ outcome }) => outcome);
  return Object.fromEntries(
    classes.map((name) => {
      const own = byClass.get(name) ?? [];
      return [name, { lines: own.length, cents: sumCents(own.map(({ line }) => line.cents)) }];
    }),
  );
}
