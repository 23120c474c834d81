/** Languages of the command line. */
export const languages = ['nl', 'en'] as const;

/** Language of what a person reads: Dutch or English. */
export type Language = (typeof languages)[number];

/** The texts of one subject in both languages. A text that one language lacks does not compile. */
export const bilingual = <Texts>(texts: {
  readonly en: Texts;
  readonly nl: NoInfer<Texts>;
}): Readonly<Record<Language, Texts>> => texts;

/** Words by code; a code without a word is shown itself. */
export const words = (of: Readonly<Record<string, string>>): Readonly<Record<string, string>> => of;

/** Language of an environment: `REGIEBOEK_LANG`, otherwise the locale; English unless it is Dutch. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const { REGIEBOEK_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const chosen = [REGIEBOEK_LANG, LC_ALL, LC_MESSAGES, LANG].find((value) => value);
  return /^nl(?![a-z])/i.test(chosen ?? '') ? 'nl' : 'en';
}

/** Language of `--lang` among arguments; undefined without it, and for an unknown one, which ends as wrong usage. */
export function languageIn(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((one) => /^--lang(=|$)/.test(one));
  const value = at < 0 ? undefined : (/=(.*)$/.exec(argv[at] ?? '')?.[1] ?? argv[at + 1]);
  return languages.find((one) => one === value);
}

/** A number of things in words: `1 line`, `2 lines`. */
export const counted = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;
