export { passesElevenTest, holdsThisBsn, holdsBsn, asBsn, withoutBsn } from './bsn.js';
export {
  dayOf,
  parseDay,
  toDay,
  civil,
  fromDay,
  lastDayOf,
  nextMonth,
  addMonths,
  ageOn,
  type CalendarDate,
  type Day,
  type Month,
  daysInMonth,
  parseCalendarDate,
  parseMonth,
  firstDayOf,
  monthOf,
  weekdayOf,
  isoWeekIndex,
} from './calendar-date.js';
export { cents, multiplyHalfUp, allocate, allocateInOrder, formatEuro, type Cents, sumCents } from './cents.js';
export { unreachable, Rejection, reject, isRejection, type Decider, fold } from './decider.js';
export { intersect, merge, subtract, type Interval, OPEN, lengthInDays, covers } from './intervals.js';
export { Faults } from './faults.js';
export { languageOf, languages, type Language, type Sentence } from './language.js';
export { isRefusal, Refusal, type Fault, type RefusalKind } from './refusal.js';
export { spreadsheetText } from './texts/spreadsheet-text.js';
export { limits } from './limits.js';
export { monthFault, dayFault, plausibleFaults, type PlausibleFault } from './plausible.js';
export { parseKnownAt, KNOWN_AT_FORMS } from './texts/known-at-text.js';
export { parseMonths, MONTHS_FORMS, type MonthSpan } from './texts/months-text.js';
export { dayInWords, monthInWords } from './texts/in-words.js';
