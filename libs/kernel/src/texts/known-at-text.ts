import { parseCalendarDate, type CalendarDate } from '../calendar-date.js';

/** Moment of knowledge: the end of a recording day, a business day on which facts were reported, or a position of the log. */
export type KnownAtText =
  { readonly day: CalendarDate } | { readonly toldBy: CalendarDate } | { readonly position: number };

/** Its forms as text, for people. */
export const KNOWN_AT_FORMS = 'a recording day yyyy-mm-dd, a business day told:yyyy-mm-dd, or a log position';

/** Parses a moment of knowledge; undefined when the text is none of the three. */
export function parseKnownAt(text: string): KnownAtText | undefined {
  if (/^[0-9]{1,15}$/.test(text)) return { position: Number(text) };
  const told = /^told:(.+)$/.exec(text)?.[1];
  const day = parseCalendarDate(told ?? text);
  if (day === undefined) return undefined;
  return told === undefined ? { day } : { toldBy: day };
}
