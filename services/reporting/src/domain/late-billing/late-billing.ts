/** Amounts of recent months of care that are still to be declared. */
import { monthOf, nextMonth, Refusal, toDay, type Month } from '@regieboek/kernel';
import type { MonthFacts, RegionFacts } from '../metrics/region-facts.js';
import { statusOf } from '../star/facts/declared-line.js';
import { chainLadder, type Projection } from './chain-ladder.js';

/** Whose declarations count. */
export interface LateBillingQuestion {
  /** Municipality that they were sent to (CBS code). */
  readonly municipality?: string;
  /** Provider that sent them (AGB code). */
  readonly provider?: string;
}

/** A month of care: amounts in whole cents, the expected ones rounded. */
export interface LateMonth {
  readonly month: Month;
  /** Months of declaration seen since, with the month itself. */
  readonly ages: number;
  readonly declaredCents: number;
  readonly expectedCents: number;
  /** Limits of 95 % of `expectedCents`. */
  readonly lowCents: number;
  readonly highCents: number;
}

/** Months of care with what is still expected of them. */
export interface LateBilling {
  readonly months: readonly LateMonth[];
  readonly total: Omit<LateMonth, 'month' | 'ages'>;
}

/** Fewest months of declaration: with fewer the growth between ages is measured on too few months of care. */
const MONTHS_MIN = 6;

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.96;

const tooFew = (months: number): Refusal =>
  new Refusal('declarations-too-short', 'conflict', {
    en: `late billing needs ${MONTHS_MIN} months with declarations, and there are ${months}: widen the question, or import more declarations`,
    nl: `late declaraties vragen ${MONTHS_MIN} maanden met declaraties, en het zijn er ${months}: vraag ruimer of lees meer declaraties in`,
  });

/** Approved amounts of the lines of a month of declaration, by month of care. */
function approvedBy(
  { declarations }: MonthFacts,
  { municipality, provider }: LateBillingQuestion,
): ReadonlyMap<Month, number> {
  const amounts = new Map<Month, number>();
  for (const declaration of declarations) {
    const { head, lines } = declaration;
    if (municipality !== undefined && head.municipality !== municipality) continue;
    if (provider !== undefined && head.provider !== provider) continue;
    for (const line of lines) {
      if (statusOf(line, declaration) !== 'approved') continue;
      const month = monthOf(toDay(line.from));
      amounts.set(month, (amounts.get(month) ?? 0) + line.cents);
    }
  }
  return amounts;
}

/** All months from the first to the last with declarations. */
function monthsOf(declared: readonly Month[]): Month[] {
  const [first, last] = [declared[0], declared.at(-1)];
  const months: Month[] = [];
  if (first && last) for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

const bandOf = (declared: number, expected: number, error: number): LateBilling['total'] => ({
  declaredCents: declared,
  expectedCents: Math.round(expected),
  lowCents: Math.round(expected - Z_95 * error),
  highCents: Math.round(expected + Z_95 * error),
});

const lateMonth = (month: Month, ages: number, { latest, ultimate, error }: Projection): LateMonth => ({
  ...{ month, ages },
  ...bandOf(latest, ultimate, error),
});

/** Approved amounts by month of care, by month of declaration in order. */
export type Declared = ReadonlyMap<Month, ReadonlyMap<Month, number>>;

/**
 * Expected amounts of every month of care since the first month with declarations. Months of care before that are left out:
 * what was declared of them earlier is unknown. Throws a Refusal (conflict) with fewer than six months of declarations.
 */
export function lateBillingFrom(declared: Declared): LateBilling {
  const months = monthsOf([...declared].filter(([, amounts]) => amounts.size > 0).map(([month]) => month));
  if (months.length < MONTHS_MIN) throw tooFew(months.length);
  const triangle = months.map((care, index) => {
    let sum = 0;
    return months.slice(index).map((month) => (sum += declared.get(month)?.get(care) ?? 0));
  });
  const { origins, totalError } = chainLadder(triangle);
  const sumOf = (of: 'latest' | 'ultimate') => origins.reduce((sum, origin) => sum + origin[of], 0);
  return {
    months: months.flatMap((month, index) => {
      const projection = origins[index];
      return projection ? [lateMonth(month, months.length - index, projection)] : [];
    }),
    total: bandOf(sumOf('latest'), sumOf('ultimate'), totalError),
  };
}

/** Expected amounts of the months of care of a region, as `lateBillingFrom`. */
export const lateBillingOf = ({ months }: RegionFacts, question: LateBillingQuestion): LateBilling =>
  lateBillingFrom(new Map(months.map((one) => [one.month, approvedBy(one, question)])));
