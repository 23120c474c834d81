import { Help, type Argument, type Command, type Option } from 'commander';
import type { Language } from '@regieboek/kernel';
import { dutchErrors, dutchPlaceholders, helpFrame } from './commander-texts.js';

type Replacements = readonly (readonly [RegExp, string])[];

const replaced = (text: string, replacements: Replacements): string =>
  replacements.reduce((all, [pattern, replacement]) => all.replace(pattern, replacement), text);

/** A term with its placeholders in a language: `--out <folder>` or `--out <map>`. */
const termIn = (language: Language, term: string): string =>
  language === 'en'
    ? term
    : term.replace(
        /([<[])([a-z=-]+)((?:\.\.\.)?[>\]])/g,
        (_, open: string, name: string, close: string) => `${open}${dutchPlaceholders[name] ?? name}${close}`,
      );

/** A message of wrong usage in a language. */
export function usageErrorIn(language: Language, text: string): string {
  if (language === 'en') return text;
  const named = replaced(text, dutchErrors).replace(
    /argument '([a-z-]+)'/g,
    (_, name: string) => `argument '${dutchPlaceholders[name] ?? name}'`,
  );
  return termIn(language, named);
}

/** Help of the library in a language: titles, placeholders, and notes on choices and defaults. */
export function helpIn(language: Language): Partial<Help> {
  const frame = helpFrame[language];
  const plain = new Help();
  return {
    showGlobalOptions: true,
    styleTitle: (title) => frame.titles[title] ?? title,
    styleUsage: (usage) => termIn(language, replaced(usage, frame.usage)),
    optionTerm: (option: Option) => termIn(language, plain.optionTerm(option)),
    optionDescription: (option: Option) => replaced(plain.optionDescription(option), frame.notes),
    argumentTerm: (argument: Argument) => (language === 'nl' && dutchPlaceholders[argument.name()]) || argument.name(),
    subcommandTerm: (command: Command) => termIn(language, replaced(plain.subcommandTerm(command), frame.usage)),
  };
}
