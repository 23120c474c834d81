/** Languages of what people read. */
export const languages = ['nl', 'en'] as const;

/** Language of what a person reads: Dutch or English. */
export type Language = (typeof languages)[number];

/** A sentence in every language. */
export type Sentence = Readonly<Record<Language, string>>;

/** Language of an environment: `REGIEBOEK_LANG`, otherwise the locale; English unless it is Dutch. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const { REGIEBOEK_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const chosen = [REGIEBOEK_LANG, LC_ALL, LC_MESSAGES, LANG].find((value) => value);
  return /^nl(?![a-z])/i.test(chosen ?? '') ? 'nl' : 'en';
}
