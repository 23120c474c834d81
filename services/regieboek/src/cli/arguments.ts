import { InvalidArgumentError } from 'commander';
import { dayFault, monthFault, parseCalendarDate, parseMonth, type CalendarDate, type Month } from '@regieboek/kernel';
import { latestToday } from '@regieboek/platform/today';

/** Throws InvalidArgumentError for a month that no ledger is about. */
function checkMonth(text: string): void {
  const fault = monthFault(text, latestToday());
  if (fault !== undefined) throw new InvalidArgumentError(`expected ${fault}`);
}

/** A number of months, 1 to 120. Throws InvalidArgumentError. */
export function upTo120(text: string): number {
  const count = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > 120) throw new InvalidArgumentError('expected a number of months, 1 to 120');
  return count;
}

/** A month of an option. Throws InvalidArgumentError, which ends as wrong usage, like all parsers here. */
export const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new InvalidArgumentError('expected a month, yyyy-mm');
  checkMonth(parsed);
  return parsed;
};

/** Months of an option, the first and the last. */
export interface MonthsOfOption {
  readonly from: Month;
  readonly to: Month;
}

/** A month `yyyy-mm`, a quarter `yyyy-q1` to `yyyy-q4` or a year `yyyy`. */
export const monthsOf = (text: string): MonthsOfOption => {
  const [year = '', quarter] = text.split(/-q/i);
  const ends =
    quarter === undefined
      ? /^\d{4}$/.test(text)
        ? [`${year}-01`, `${year}-12`]
        : [text, text]
      : /^[1-4]$/.test(quarter)
        ? [Number(quarter) * 3 - 2, Number(quarter) * 3].map((one) => `${year}-${String(one).padStart(2, '0')}`)
        : [];
  const [from, to] = ends.map(parseMonth);
  if (!from || !to) throw new InvalidArgumentError('expected a month yyyy-mm, a quarter yyyy-q1 or a year yyyy');
  checkMonth(from);
  checkMonth(to);
  return { from, to };
};

/** A day of an option. */
export const date = (text: string): CalendarDate => {
  const parsed = parseCalendarDate(text);
  if (!parsed) throw new InvalidArgumentError('expected a day, yyyy-mm-dd');
  const fault = dayFault(parsed, latestToday());
  if (fault !== undefined) throw new InvalidArgumentError(`expected ${fault}`);
  return parsed;
};

/** Actor of a seal or reopening, as recorded in the event. */
export const actor = (text: string): string => {
  if (text.trim() === '' || text.length > 40)
    throw new InvalidArgumentError('expected a role, initials or a staff number, of at most 40 characters');
  return text.trim();
};

/** Reason, as recorded in the event. */
export const reason = (text: string): string => {
  const given = text.trim();
  if (given.length < 3 || given.length > 200)
    throw new InvalidArgumentError('expected a reason of 3 to 200 characters');
  return given;
};

/** AGB code of a provider. */
export const agbCode = (text: string): string => {
  if (!/^\d{8}$/.test(text)) throw new InvalidArgumentError('expected an AGB code, eight digits');
  return text;
};

/** Marks of seals that were kept outside the ledger, each with those given before it. */
export const marks = (text: string, before: readonly string[] = []): readonly string[] => {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new InvalidArgumentError('expected a mark as it was printed, 64 hexadecimal digits: copy it again');
  return [...before, text.toLowerCase()];
};

/** A whole number above 0, of at most six digits. */
export const whole = (text: string): number => {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('expected a whole number above 0');
  return Number(text);
};

/** An amount in whole cents, negative with a minus sign. */
export const cents = (text: string): number => {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected whole cents, such as 123456 for 1.234,56');
  return Number(text);
};

/** A number of lines; Infinity for `all`. */
export const lineCount = (text: string): number => {
  if (text === 'all') return Infinity;
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('expected a whole number, or all');
  return Number(text);
};

/** A port number; 0 lets the system choose. */
export const port = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number from 0 to 65535');
  return Number(text);
};

/** A spreadsheet file, recognised by its extension. */
export const spreadsheetFile = (text: string): string => {
  if (!/\.(csv|xlsx)$/i.test(text)) throw new InvalidArgumentError('expected a file that ends in .csv or .xlsx');
  return text;
};

/** Column separator; `tab` for a tab, which is hard to type. */
export const separator = (text: string): string => {
  if (text === 'tab') return '\t';
  if (!/^[;,|\t]$/.test(text)) throw new InvalidArgumentError('expected one of ; , | or tab');
  return text;
};
