import { languages, type Language } from '@regieboek/kernel';

/** The texts of one subject in both languages. A text that one language lacks does not compile. */
export const bilingual = <Texts>(texts: {
  readonly en: Texts;
  readonly nl: NoInfer<Texts>;
}): Readonly<Record<Language, Texts>> => texts;

/** Words by code; a code without a word is shown as it is. */
export const words = (of: Readonly<Record<string, string>>): Readonly<Record<string, string>> => of;

/** Language of `--lang` among arguments; undefined without it, and for an unknown one, which ends as wrong usage. */
export function languageIn(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((one) => /^--lang(=|$)/.test(one));
  const value = at < 0 ? undefined : (/=(.*)$/.exec(argv[at] ?? '')?.[1] ?? argv[at + 1]);
  return languages.find((one) => one === value);
}

/** A number of things in words: `1 line`, `2 lines`. */
export const counted = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;
