import { parseMonth, type Month } from '../calendar-date.js';

/** Consecutive months, the first and the last. */
export interface MonthSpan {
  readonly from: Month;
  readonly to: Month;
}

/** Forms of consecutive months as text. */
export const MONTHS_FORMS = 'a month yyyy-mm, a quarter yyyy-q1 to yyyy-q4, or a year yyyy';

/** First and last month of a text; the months themselves are checked by the caller. */
function endsOf(text: string): readonly [string, string] | undefined {
  const [year = '', quarter] = text.split(/-q/i);
  if (quarter === undefined) return /^\d{4}$/.test(text) ? [`${year}-01`, `${year}-12`] : [text, text];
  if (!/^[1-4]$/.test(quarter)) return undefined;
  const last = Number(quarter) * 3;
  return [`${year}-${String(last - 2).padStart(2, '0')}`, `${year}-${String(last).padStart(2, '0')}`];
}

/** A month `yyyy-mm`, a quarter `yyyy-q1` to `yyyy-q4` or a year `yyyy`; undefined for another text. */
export function parseMonths(text: string): MonthSpan | undefined {
  const [from, to] = (endsOf(text) ?? []).map(parseMonth);
  return from && to ? { from, to } : undefined;
}
