import { civil, intersect, merge, OPEN, subtract, weekdayOf, type Day, type Interval } from '@regieboek/kernel';

/** Limits of paid absence (bekostigde afwezigheid) of a contract, in whole days away. */
interface FundedAbsence {
  readonly holidayPerRowDays: number;
  readonly holidayPerYearDays: number;
  readonly runawayDays: number;
  readonly admissionDays: number;
  readonly weekendLeave: boolean;
}

/** Counting method of stay days (telwijze). There is no national rule, so it is a parameter of the product. */
export interface Counting {
  readonly method: 'NIGHT' | 'PRESENCE';
  readonly fundedAbsence: FundedAbsence | null;
}

/** Whole days away from a running stay: first and last day without any presence. */
export interface Absence extends Interval {
  readonly kind: 'holiday' | 'weekend' | 'runaway' | 'admission';
}

/** A stay at one provider: arrival day and departure day (OPEN while it runs). */
export interface Stay extends Interval {
  readonly absences: readonly Absence[];
  /** All holidays of the youth at the provider, which share one allowance of paid days a year; default those of `absences`. */
  readonly holidays?: readonly Interval[];
  /** Parts between arrival and a departure that may be temporary (JZ588, 20); default the whole stay. */
  readonly spells?: readonly Interval[];
}

/**
 * Days of a stay by the method, without regard to absences. NIGHT includes the day of arrival but not that of departure, even if
 * temporary. PRESENCE includes both.
 */
const baseDays = (stay: Stay, method: Counting['method']): Interval[] =>
  (stay.spells ?? [stay]).flatMap(({ from, to: departure }) => {
    const to = method === 'NIGHT' && departure !== OPEN ? departure - 1 : departure;
    return to >= from ? [{ from, to }] : [];
  });

const weekendOnly = (absence: Interval): Interval[] => {
  const weekdays: Interval[] = [];
  for (let day = absence.from; day <= absence.to; day += 1) {
    if (weekdayOf(day) < 6) weekdays.push({ from: day, to: day });
  }
  return weekdays;
};

/**
 * Unpaid days of holiday: those after `holidayPerRowDays`, counted from the first day of the absence, and those after
 * `holidayPerYearDays` of a calendar year, one allowance for a youth at a provider. A day counts once.
 */
function unpaidHolidays(holidays: readonly Interval[], limits: FundedAbsence): Interval[] {
  const unpaid: Interval[] = [];
  const paid = new Set<Day>();
  const usedPerYear = new Map<number, number>();
  for (const { from, to } of [...holidays].sort((a, b) => a.from - b.from)) {
    for (let day = from; day <= to && day < from + limits.holidayPerRowDays; day += 1) {
      const { year } = civil(day);
      const used = usedPerYear.get(year) ?? 0;
      if (paid.has(day) || used >= limits.holidayPerYearDays) continue;
      paid.add(day);
      usedPerYear.set(year, used + 1);
    }
  }
  for (const { from, to } of holidays)
    for (let day = from; day <= to; day += 1) if (!paid.has(day)) unpaid.push({ from: day, to: day });
  return unpaid;
}

const afterFirst = (absence: Interval, days: number): Interval[] =>
  absence.to - absence.from + 1 > days ? [{ from: absence.from + days, to: absence.to }] : [];

/** Days of absence that are not paid. Without a clause on paid absence every whole day away is unpaid. */
function unpaidDays({ absences, holidays }: Stay, limits: FundedAbsence | null): Interval[] {
  if (!limits) return [...absences];
  const own = absences.flatMap((absence): Interval[] => {
    switch (absence.kind) {
      case 'holiday':
        return [];
      case 'runaway':
        return afterFirst(absence, limits.runawayDays);
      case 'admission':
        return afterFirst(absence, limits.admissionDays);
      case 'weekend':
        return limits.weekendLeave ? weekendOnly(absence) : [absence];
    }
  });
  return [...own, ...unpaidHolidays(holidays ?? absences.filter(({ kind }) => kind === 'holiday'), limits)];
}

/** Days of a stay that count, within `window`, as disjoint intervals in order. The sum of their lengths is the count. */
export function countedDays(stay: Stay, counting: Counting, window: Interval): Interval[] {
  const inWindow = baseDays(stay, counting.method).flatMap((days) => intersect(days, window) ?? []);
  if (inWindow.length === 0) return [];
  const unpaid = unpaidDays(stay, counting.fundedAbsence);
  return merge(merge(inWindow).flatMap((days) => subtract(days, unpaid)));
}

/** Basis of the division of a line: counted stay days, days of care, or, without a start message, its period. */
export type SplitGround = 'stay-days' | 'care-days' | 'period-days';

/** Days by which a line is divided, and the same days of use of a lump sum. */
export interface DividedBy {
  readonly days: readonly Interval[];
  readonly ground: Exclude<SplitGround, 'period-days'>;
}

/**
 * Days by which a line of a product is divided, and its days of use: for periods of 24 hours (`counting`) the counted days of
 * stay, and without those, or for other units, the days of care. A day counts once, even in several records of care. Undefined
 * without a day of care in the window.
 */
function divisionDays(care: readonly Stay[], counting: Counting | null, window: Interval): DividedBy | undefined {
  const counted = counting ? merge(care.flatMap((one) => countedDays(one, counting, window))) : [];
  if (counted.length > 0) return { days: counted, ground: 'stay-days' };
  const days = merge(care.flatMap((one) => intersect(one, window) ?? []));
  return days.length > 0 ? { days, ground: 'care-days' } : undefined;
}

/** Counting of a rule set: the days by which a line is divided, and the days of use of a lump sum. */
export interface CountingRule {
  divisionDays(care: readonly Stay[], counting: Counting | null, window: Interval): DividedBy | undefined;
}

/** Nights or days of presence as in the contract; days of care where no stay day counts. */
export const contractCounting: CountingRule = { divisionDays };

/** Number of days in disjoint intervals. */
export const numberOfDays = (intervals: readonly Interval[]): Day =>
  intervals.reduce((sum, { from, to }) => sum + to - from + 1, 0);
