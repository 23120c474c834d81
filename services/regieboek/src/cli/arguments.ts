import { InvalidArgumentError } from 'commander';
import {
  dayFault,
  monthFault,
  parseCalendarDate,
  parseMonth,
  parseMonths,
  type CalendarDate,
  type Month,
  type MonthSpan,
  type Language,
} from '@regieboek/kernel';
import { latestToday } from '@regieboek/platform/today';
import { argumentTexts } from './texts.js';

/** Throws InvalidArgumentError for an implausible month. */
function checkMonth(text: string, language: Language): void {
  const fault = monthFault(text, latestToday());
  if (fault !== undefined) throw new InvalidArgumentError(argumentTexts[language].monthOf(fault));
}

/** A number of months, 1 to 120. Throws InvalidArgumentError in the given language, like all parsers here. */
export const upTo120 =
  (language: Language) =>
  (text: string): number => {
    const count = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
    if (count < 1 || count > 120) throw new InvalidArgumentError(argumentTexts[language].monthCount);
    return count;
  };

/** A month of an option. */
export const month =
  (language: Language) =>
  (text: string): Month => {
    const parsed = parseMonth(text);
    if (!parsed) throw new InvalidArgumentError(argumentTexts[language].month);
    checkMonth(parsed, language);
    return parsed;
  };

/** Months of an option, the first and the last. */
export type MonthsOfOption = MonthSpan;

/** A month `yyyy-mm`, a quarter `yyyy-q1` to `yyyy-q4` or a year `yyyy`. */
export const monthsOf =
  (language: Language) =>
  (text: string): MonthsOfOption => {
    const months = parseMonths(text);
    if (!months) throw new InvalidArgumentError(argumentTexts[language].months);
    checkMonth(months.from, language);
    checkMonth(months.to, language);
    return months;
  };

/** A day of an option. */
export const date =
  (language: Language) =>
  (text: string): CalendarDate => {
    const parsed = parseCalendarDate(text);
    if (!parsed) throw new InvalidArgumentError(argumentTexts[language].day);
    const fault = dayFault(parsed, latestToday());
    if (fault !== undefined) throw new InvalidArgumentError(argumentTexts[language].dayOf(fault));
    return parsed;
  };

/** Actor of a seal or reopening, as recorded in the event. */
export const actor =
  (language: Language) =>
  (text: string): string => {
    if (text.trim() === '' || text.length > 40) throw new InvalidArgumentError(argumentTexts[language].actor);
    return text.trim();
  };

/** Reason, as recorded in the event. */
export const reason =
  (language: Language) =>
  (text: string): string => {
    const given = text.trim();
    if (given.length < 3 || given.length > 200) throw new InvalidArgumentError(argumentTexts[language].reason);
    return given;
  };

/** AGB code of a provider. */
export const agbCode =
  (language: Language) =>
  (text: string): string => {
    if (!/^\d{8}$/.test(text)) throw new InvalidArgumentError(argumentTexts[language].agbCode);
    return text;
  };

/** Marks of seals that were kept outside the ledger, each with those given before it. */
export const marks =
  (language: Language) =>
  (text: string, before: readonly string[] = []): readonly string[] => {
    if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError(argumentTexts[language].mark);
    return [...before, text.toLowerCase()];
  };

/** A whole number above 0, of at most six digits. */
export const whole =
  (language: Language) =>
  (text: string): number => {
    if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError(argumentTexts[language].whole);
    return Number(text);
  };

/** An amount in whole cents, negative with a minus sign. */
export const cents =
  (language: Language) =>
  (text: string): number => {
    if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError(argumentTexts[language].cents);
    return Number(text);
  };

/** A number of lines; Infinity for `all`. */
export const lineCount =
  (language: Language) =>
  (text: string): number => {
    if (text === 'all') return Infinity;
    if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError(argumentTexts[language].lineCount);
    return Number(text);
  };

/** A port number; 0 lets the system choose. */
export const port =
  (language: Language) =>
  (text: string): number => {
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError(argumentTexts[language].port);
    return Number(text);
  };

/** A spreadsheet file, recognised by its extension. */
export const spreadsheetFile =
  (language: Language) =>
  (text: string): string => {
    if (!/\.(csv|xlsx)$/i.test(text)) throw new InvalidArgumentError(argumentTexts[language].spreadsheet);
    return text;
  };

/** A spreadsheet file, or an audit file (XAF), recognised by its extension. */
export const journalFile =
  (language: Language) =>
  (text: string): string => {
    if (!/\.(csv|xlsx|xaf)$/i.test(text)) throw new InvalidArgumentError(argumentTexts[language].journalFile);
    return text;
  };

/** Column separator; `tab` for a tab, which is hard to type. */
export const separator =
  (language: Language) =>
  (text: string): string => {
    if (text === 'tab') return '\t';
    if (!/^[;,|\t]$/.test(text)) throw new InvalidArgumentError(argumentTexts[language].separator);
    return text;
  };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Pseudonym of a youth; another text is refused with `fault`. */
export const youthId =
  (fault: string) =>
  (text: string): string => {
    if (UUID.test(text)) return text;
    throw new InvalidArgumentError(fault);
  };
