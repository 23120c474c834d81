/**
 * Lines that a provider is expected to declare: per assignment and month, from started care, assigned volume and the
 * tariffs of the contract. Stays follow exactly from counted days; other care is expected as it is assigned to the month.
 */
import { REMOVAL_REASON } from '@regieboek/ijw';
import { careOf, countedDays, fundingModeOf, numberOfDays, type Care } from '@regieboek/billing';
import { assignmentKey, type YouthHistory } from '@regieboek/journal';
import type { Assignment, Contract, Product } from '@regieboek/events';
import {
  firstDayOf,
  intersect,
  lastDayOf,
  monthOf,
  OPEN,
  toDay,
  type Cents,
  type Interval,
  type Month,
} from '@regieboek/kernel';
import { monthsOf, type MonthRange } from '../../runs/month-range.js';
import type { CodeIn } from '../codes.js';
import { assignedValue } from './assigned-value.js';

/** Basis of an expected line: counted stay days, the assigned volume, or care without a known volume. */
export type ExpectedBasis = 'counted-days' | 'assigned-volume' | 'care-only';

/** A line that a provider is expected to declare for a month. */
export interface ExpectedLine {
  readonly youth: string;
  readonly provider: string;
  /** Municipality of the assignment, whose number is unique within it (TR332), under its code of the month (WPB-M1). */
  readonly municipality: string;
  readonly assignment: number;
  readonly category: string;
  readonly code: string;
  readonly month: Month;
  /** First and last expected day. */
  readonly from: number;
  readonly to: number;
  readonly unit: Product['unit'];
  readonly basis: ExpectedBasis;
  /** Exact for counted days, otherwise what is assigned to the month; 0 when no volume is known. */
  readonly volume: number;
  readonly tariffCents: Cents;
  readonly cents: Cents;
  /** The most that may be declared: a volume, or cents in unit 83. */
  readonly most: number;
}

/** Days of a span; open when it has no end. */
export const spanOf = ({ from, to }: { readonly from: string; readonly to: string | null }): Interval => ({
  from: toDay(from),
  to: to === null ? OPEN : toDay(to),
});

/** Care on an assignment with everything needed to price it. */
interface Priced {
  readonly youth: string;
  readonly care: Care;
  readonly assignment: Assignment;
  readonly product: Product;
  readonly days: Interval;
}

/** Whether lines are declared for care of a product in a month: not when a lump sum or availability pays for it. */
export const isDeclared = (contract: Contract, product: Product, month: Month): boolean =>
  fundingModeOf(contract, product, month).isDeclared;

/** Volume and amount of one tariff in days of a month. */
function valueOf({ assignment, product }: Priced, days: readonly Interval[], tariffCents: Cents) {
  if (product.unit === '14') {
    const volume = numberOfDays(days);
    return { basis: 'counted-days', volume, cents: volume * tariffCents, most: volume } as const;
  }
  const within = { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 };
  return assignedValue(assignment, product.unit, { days: within, assigned: spanOf(assignment) }, tariffCents);
}

/** Tariffs that apply in some days, with those days; unit 83 (euro) has none. */
function tariffsIn({ unit, tariffs }: Product, days: readonly Interval[]) {
  if (unit === '83') return [{ cents: 0, days }];
  return tariffs.flatMap((tariff) => {
    const own = days.flatMap((run) => intersect(run, spanOf(tariff)) ?? []);
    return own.length > 0 ? [{ cents: tariff.cents, days: own }] : [];
  });
}

/** Expected lines of care in a month: one per tariff. */
function linesIn(priced: Priced, month: Month): ExpectedLine[] {
  const { youth, care, assignment, product } = priced;
  const window = intersect(priced.days, { from: firstDayOf(month), to: lastDayOf(month) });
  if (!window) return [];
  const days = product.unit === '14' ? countedDays(care, product.counting, window) : [window];
  return tariffsIn(product, days).map(({ cents, days: own }) => ({
    youth,
    provider: care.provider,
    municipality: assignment.municipality,
    assignment: assignment.number,
    category: product.category,
    code: product.code,
    month,
    from: own[0]?.from ?? window.from,
    to: own.at(-1)?.to ?? window.to,
    unit: product.unit,
    tariffCents: cents,
    ...valueOf(priced, own, cents),
  }));
}

/** Care of a youth with expected lines: on a valid assignment, of a product with a price. */
function pricedCare(youth: YouthHistory, contracts: ReadonlyMap<string, Contract>): Priced[] {
  return careOf(youth, contracts).flatMap((care) => {
    const { municipality, product } = care;
    const contract = contracts.get(care.provider);
    if (municipality === null || care.assignment === null || !product || !contract) return [];
    const assignment = youth.assignments.get(assignmentKey(municipality, care.assignment));
    if (!assignment || assignment.reason === REMOVAL_REASON || assignment.provider !== care.provider) return [];
    const assigned = intersect(spanOf(assignment), spanOf(contract));
    const days = assigned && intersect(care, assigned);
    return days ? [{ youth: youth.youth, care, assignment, product, days }] : [];
  });
}

/** All expected lines of one youth for some months. */
export const expectedOf =
  (contracts: ReadonlyMap<string, Contract>, codeIn: CodeIn, range: MonthRange) =>
  (youth: YouthHistory): ExpectedLine[] =>
    pricedCare(youth, contracts).flatMap((priced) => {
      const contract = contracts.get(priced.care.provider);
      const first = monthOf(priced.days.from);
      const last = priced.days.to === OPEN ? range.to : monthOf(priced.days.to);
      const own = { from: first > range.from ? first : range.from, to: last < range.to ? last : range.to };
      return monthsOf(own)
        .filter((month) => contract && isDeclared(contract, priced.product, month))
        .flatMap((month) => linesIn(priced, month))
        .map((line) => ({ ...line, municipality: codeIn(line.municipality, line.month) }));
    });
