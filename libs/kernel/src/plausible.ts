/** Months and days that a ledger of the Jeugdwet can be about; others are typing errors, and would cause endless loops. */
import { parseDay, parseMonth, type CalendarDate } from './calendar-date.js';

/** First month of the Jeugdwet (inwerkingtreding 1 januari 2015, art. 12.4). */
const FIRST_MONTH = '2015-01';
/** First day that a fact about a living youth or parent can name. */
const FIRST_DAY = '1900-01-01';
/** Years ahead that a day may lie: a longer term counts as one without an end. */
const YEARS_AHEAD_MAX = 100;

const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4));

/** The fault of a requested or recorded month: before the Jeugdwet or after the end of next year. */
export function monthFault(month: string, today: CalendarDate): string | undefined {
  const last = `${yearOf(today) + 1}-12`;
  return month < FIRST_MONTH || month > last ? `a month from ${FIRST_MONTH} to ${last}` : undefined;
}

/** The fault of a requested or recorded day: outside any human lifetime. */
export function dayFault(day: string, today: CalendarDate): string | undefined {
  const last = `${yearOf(today) + YEARS_AHEAD_MAX}-12-31`;
  return day < FIRST_DAY || day > last ? `a day from ${FIRST_DAY} to ${last}; omit it when there is no end` : undefined;
}

/** A fault of a month or day inside a value. */
export interface PlausibleFault {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

const textFault = (text: string, today: CalendarDate): string | undefined => {
  if (text.length === 7) return parseMonth(text) === undefined ? undefined : monthFault(text, today);
  return text.length === 10 && parseDay(text) !== undefined ? dayFault(text, today) : undefined;
};

/** All implausible months and days in a JSON value, with their paths; no deeper than the value was read. */
export function plausibleFaults(
  value: unknown,
  today: CalendarDate,
  path: readonly PropertyKey[] = [],
): readonly PlausibleFault[] {
  if (typeof value === 'string') {
    const text = textFault(value, today);
    return text === undefined ? [] : [{ path, text }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => plausibleFaults(one, today, [...path, key]));
}
