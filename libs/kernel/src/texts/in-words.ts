import type { Language } from '../language.js';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** A month `yyyy-mm` for a letter: `december 2026`. */
export function monthInWords(month: string, language: Language): string {
  const [year = '', number] = month.split('-');
  return `${MONTHS[language][Number(number) - 1] ?? month} ${year}`;
}

/** A day `yyyy-mm-dd` for a letter: `1 december 2026`. */
export const dayInWords = (day: string, language: Language): string =>
  `${Number(day.slice(-2))} ${monthInWords(day.slice(0, 7), language)}`;
