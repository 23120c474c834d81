/**
 * Calendar days without clock or zone (kalenderdag). On the wire a day is ISO text (`2026-02-28`); inside engines it
 * is a day number: whole days since 1970-01-01 in the proleptic Gregorian calendar.
 */
declare const brand: unique symbol;

/** ISO 8601 calendar day, `yyyy-mm-dd`, between 0001-01-01 and 9999-12-31. */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' };

/** Whole days since 1970-01-01. A plain number, so that columns of days can live in typed arrays. */
export type Day = number;

/** A month of the calendar, `yyyy-mm`. */
export type Month = string & { readonly [brand]: 'Month' };

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** True when `year` has a 29 February. */
const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in month 1..12 of `year`. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Day number of year, month 1..12 and day of the month; the caller guarantees that the day exists. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = year - 1;
  const beforeYear = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const beforeMonth = (daysBeforeMonth[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
  return beforeYear + beforeMonth + dayOfMonth - 719163;
}

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : NaN;
};

const number2 = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

/** Day number of ISO text, or undefined when `text` is not a day that exists. Never throws. */
export function parseDay(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = number2(text, 0) * 100 + number2(text, 2);
  const month = number2(text, 5);
  const day = number2(text, 8);
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? dayOf(year, month, day) : undefined;
}

/** Day number of a calendar date. Throws RangeError on text that is not a day: validate input with `parseDay` first. */
export function toDay(date: CalendarDate | string): Day {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`not a calendar date (yyyy-mm-dd): ${JSON.stringify(date)}`);
  return day;
}

/** Year, month 1..12 and day of the month of a day number. */
export function civil(day: Day): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** ISO text of a day number. */
export function fromDay(day: Day): CalendarDate {
  const { year, month, dayOfMonth } = civil(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as CalendarDate;
}

/** `text` as a calendar date, or undefined when it is not one. */
export const parseCalendarDate = (text: string): CalendarDate | undefined =>
  parseDay(text) === undefined ? undefined : (text as CalendarDate);

/** `text` as a month `yyyy-mm`, or undefined when it is not one. */
export const parseMonth = (text: string): Month | undefined =>
  parseDay(`${text}-01`) === undefined ? undefined : (text as Month);

/** First day of a month. */
export const firstDayOf = (month: Month): Day => toDay(`${month}-01`);

/** Last day of a month. */
export function lastDayOf(month: Month): Day {
  const first = firstDayOf(month);
  const { year, month: number } = civil(first);
  return first + daysInMonth(year, number) - 1;
}

/** The month of a day. */
export const monthOf = (day: Day): Month => fromDay(day).slice(0, 7) as Month;

/** The month after `month`. */
export function nextMonth(month: Month): Month {
  return monthOf(firstDayOf(month) + 31);
}

/** The same day of the month, `months` later (or earlier when negative), clipped to the end of that month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civil(day);
  const index = year * 12 + month - 1 + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dayOf(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}

/** Day of the week, Monday 1 to Sunday 7 (ISO 8601). */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Number of the ISO week since the week of 1970-01-01; equal for two days exactly when they share an ISO week. */
export const isoWeekIndex = (day: Day): number => Math.floor((day + 3) / 7);

/** Full years between birth and `day`; someone born on 29 February turns a year older on 1 March in common years. */
export function ageOn(birth: Day, day: Day): number {
  const b = civil(birth);
  const d = civil(day);
  const hadBirthday = d.month > b.month || (d.month === b.month && d.dayOfMonth >= b.dayOfMonth);
  return d.year - b.year - (hadBirthday ? 0 : 1);
}
