import type { Language } from './language.js';

const LOCALE: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

const written = (text: string, language: Language, form: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE[language], { timeZone: 'UTC', ...form }).format(new Date(`${text}T00:00:00Z`));

/** A day `yyyy-mm-dd` for a letter: `1 december 2026`. */
export const dayInWords = (day: string, language: Language): string =>
  written(day, language, { day: 'numeric', month: 'long', year: 'numeric' });

/** A month `yyyy-mm` for a letter: `december 2026`. */
export const monthInWords = (month: string, language: Language): string =>
  written(`${month}-01`, language, { month: 'long', year: 'numeric' });
