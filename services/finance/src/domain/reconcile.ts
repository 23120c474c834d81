/**
 * Reconciliation (aansluiting): declared lines held against what may be expected from stays, assignments and tariffs.
 * Every declared line ends in exactly one of matched, different, unknown, duplicate and out of period; every expected
 * line in one of matched, different and undeclared. The outcome does not depend on the order of either.
 */
import { declaredTariff, fitsUnit } from '@regieboek/ijw';
import { sumCents, type Cents, type Month } from '@regieboek/kernel';
import { monthOfLine, type DeclaredLine } from './reconcile-declared.js';
import { sidesOf } from './reconcile-encode.js';
import type { MonthRange } from './month-range.js';
import type { ExpectedLine } from './reconcile-expected.js';
import { DIFFERENT, DUPLICATE, joinLines, MATCHED } from './reconcile-join.js';

/** What a declared line ends as. */
export const declaredClasses = ['matched', 'different', 'unknown', 'duplicate', 'out-of-period'] as const;
export type DeclaredClass = (typeof declaredClasses)[number];

/** What an expected line ends as. */
export const expectedClasses = ['matched', 'different', 'undeclared'] as const;
export type ExpectedClass = (typeof expectedClasses)[number];

/** A declared line with its class; `expected` is what it was held against. */
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

/** Lines and cents of a class. */
export interface ClassTotal {
  readonly lines: number;
  readonly cents: Cents;
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

const MINUTES = 60;

/** Whether a line stays within what was assigned, at the tariff of the contract; of stays the count is exact. */
export function isWithin(
  line: Pick<DeclaredLine, 'unit' | 'volume' | 'tariffCents' | 'cents'>,
  expected: Pick<ExpectedLine, 'basis' | 'unit' | 'volume' | 'tariffCents' | 'cents'>,
): boolean {
  const { basis, unit, volume, tariffCents, cents } = expected;
  if (basis === 'counted-days' || line.cents < 0 || !fitsUnit(line.unit, unit)) return false;
  if (unit !== '83' && line.tariffCents !== declaredTariff({ unit, cents: tariffCents }, line.unit)) return false;
  if (basis === 'care-only') return true;
  const most = line.unit === unit ? volume : volume * MINUTES;
  return line.cents <= cents && (unit === '83' || line.volume <= most);
}

/** Class of a declared line by the outcome of the join. */
export const classOfJoin = (code: number | undefined): DeclaredClass =>
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
  const isJoined = (line: DeclaredLine) => !pairs.has(line) && !isOutside(line, range);
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
    const outcome = repeated.has(line) ? 'duplicate' : isOutside(line, range) ? 'out-of-period' : 'matched';
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

/** Months of a range as people write them: one month, or the first and the last. */
export const rangeText = ({ from, to }: { readonly from: Month; readonly to: Month }): string =>
  from === to ? from : `${from}..${to}`;
