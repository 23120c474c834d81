/** Consecutive months of a query. */
import { nextMonth, type Month, Refusal } from '@regieboek/kernel';

/** Months from the first up to and including the last. */
export interface MonthRange {
  readonly from: Month;
  readonly to: Month;
}

/** Maximum months of one query: twenty years. */
export const MONTHS_MAX = 240;

/** A range has too many months, or its last month precedes the first: nothing was done. */
export class MonthsRefused extends Refusal {
  override readonly name = 'MonthsRefused';
  constructor(message: string) {
    super('invalid-input', 'invalid', message);
  }
}

const numberOf = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** Number of months in a range; zero or negative when the last precedes the first. */
export const monthCount = ({ from, to }: MonthRange): number => numberOf(to) - numberOf(from) + 1;

/** Months of a range; none when the last precedes the first. */
export function monthsOf({ from, to }: MonthRange): Month[] {
  const months: Month[] = [];
  // The last month may be the last one of the calendar, so its successor is not computed.
  for (let month = from; month <= to; month = nextMonth(month)) {
    months.push(month);
    if (month === to) break;
  }
  return months;
}

/** Months of a requested range. Throws MonthsRefused. */
export function monthsAsked(range: MonthRange): Month[] {
  const { from, to } = range;
  const count = monthCount(range);
  if (count < 1) throw new MonthsRefused(`${to} precedes ${from}: enter the first month first`);
  if (count > MONTHS_MAX)
    throw new MonthsRefused(
      `${from} to ${to} are ${count} months, and the maximum is ${MONTHS_MAX}: choose fewer months`,
    );
  return monthsOf(range);
}
