import { civil, intersect, merge, OPEN, subtract, weekdayOf, type Day, type Interval } from '@regieboek/kernel';

/** Limits of paid absence (bekostigde afwezigheid) of a contract, in whole days away. */
export interface FundedAbsence {
  readonly holidayPerRowDays: number;
  readonly holidayPerYearDays: number;
  readonly runawayDays: number;
  readonly admissionDays: number;
  readonly weekendLeave: boolean;
}

/** How a contract counts stay days (telwijze). There is no national rule, so it is a parameter of the product. */
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
  /** Days between a temporary stop (JZ588, 20) and the next start: whole days away that no clause pays. */
  readonly leaves?: readonly Interval[];
}

/** Days a stay lasts by the method, absences apart. NIGHT: arrival day yes, departure day no. PRESENCE: both. */
const baseDays = (stay: Interval, method: Counting['method']): Interval | undefined => {
  const to = method === 'NIGHT' && stay.to !== OPEN ? stay.to - 1 : stay.to;
  return to >= stay.from ? { from: stay.from, to } : undefined;
};

const weekendOnly = (absence: Interval): Interval[] => {
  const weekdays: Interval[] = [];
  for (let day = absence.from; day <= absence.to; day += 1) {
    if (weekdayOf(day) < 6) weekdays.push({ from: day, to: day });
  }
  return weekdays;
};

/** Last day of holiday that is still paid, given what each calendar year has left; updates that. */
function unpaidHoliday(absence: Interval, limits: FundedAbsence, usedPerYear: Map<number, number>): Interval[] {
  const unpaid: Interval[] = [];
  let inRow = 0;
  for (let day = absence.from; day <= absence.to; day += 1) {
    const year = civil(day).year;
    const used = usedPerYear.get(year) ?? 0;
    if (inRow < limits.holidayPerRowDays && used < limits.holidayPerYearDays) {
      inRow += 1;
      usedPerYear.set(year, used + 1);
    } else unpaid.push({ from: day, to: day });
  }
  return unpaid;
}

const afterFirst = (absence: Interval, days: number): Interval[] =>
  absence.to - absence.from + 1 > days ? [{ from: absence.from + days, to: absence.to }] : [];

/** Days of absence that are not paid. Without a clause on paid absence every whole day away is unpaid. */
function unpaidDays(absences: readonly Absence[], limits: FundedAbsence | null): Interval[] {
  if (!limits) return [...absences];
  const usedPerYear = new Map<number, number>();
  return [...absences]
    .sort((a, b) => a.from - b.from)
    .flatMap((absence) => {
      switch (absence.kind) {
        case 'holiday':
          return unpaidHoliday(absence, limits, usedPerYear);
        case 'runaway':
          return afterFirst(absence, limits.runawayDays);
        case 'admission':
          return afterFirst(absence, limits.admissionDays);
        case 'weekend':
          return limits.weekendLeave ? weekendOnly(absence) : [absence];
      }
    });
}

/** Days of a stay that count, within `window`, as disjoint intervals in order. The sum of their lengths is the count. */
export function countedDays(stay: Stay, counting: Counting, window: Interval): Interval[] {
  const base = baseDays(stay, counting.method);
  const inWindow = base && intersect(base, window);
  if (!inWindow) return [];
  const unpaid = unpaidDays(stay.absences, counting.fundedAbsence);
  return merge(subtract(inWindow, [...unpaid, ...(stay.leaves ?? [])]));
}

/** Number of days in disjoint intervals. */
export const numberOfDays = (intervals: readonly Interval[]): Day =>
  intervals.reduce((sum, { from, to }) => sum + to - from + 1, 0);
