import { isBlank } from './white-space.js';

/** True when a value matches an XSD pattern. */
export type PatternTest = (value: string) => boolean;

/**
 * Patterns that cannot be JavaScript expressions: `.` and `\s` match other characters there, and the nested
 * quantifiers of LDT_Commentaar would make a backtracking engine run for ever.
 */
const written: Readonly<Record<string, PatternTest>> = {
  '.*[^\\s].*': (value) => !isBlank(value) && !value.includes('\n') && !value.includes('\r'),
  '([.\\s]*\\S+[.\\s]*)+': (value) => !isBlank(value),
};

/** Constructs that mean the same in XSD and in JavaScript and cannot backtrack badly in the patterns of iJw. */
const sameInBoth = /^(?:[a-zA-ZÀ-ỳ0-9()|*+\-:]|\[\^?|\]|\{\d+\}|\\\.)*$/u;

/** A test for an XSD pattern, anchored as in XSD. Throws for a pattern that was not reviewed yet: add it above. */
export function patternTest(pattern: string): PatternTest {
  const known = written[pattern];
  if (known) return known;
  if (!sameInBoth.test(pattern)) throw new Error(`XSD pattern without a judged counterpart: ${pattern}`);
  const expression = new RegExp(`^(?:${pattern})$`, 'u');
  return (value) => expression.test(value);
}

const readable: Readonly<Record<string, string>> = {
  '.*[^\\s].*': 'moet op één regel staan en mag niet alleen uit spaties bestaan',
  '([.\\s]*\\S+[.\\s]*)+': 'mag niet alleen uit spaties bestaan',
  '[0-9]*': 'mag alleen cijfers bevatten',
  '[0-9]{4}': 'moet uit precies 4 cijfers bestaan',
  '[0-9]{8}': 'moet uit precies 8 cijfers bestaan',
  '[0-9]{9}': 'moet uit precies 9 cijfers bestaan',
  '([a-zA-Z0-9])+': 'mag alleen letters en cijfers bevatten',
  '([a-zA-ZÀ-ỳ])+': 'mag alleen letters bevatten',
  '(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)': 'moet een versie van de vorm n.n.n zijn',
};

/** Dutch: describes the format of the pattern, for use after the name of an element. */
export const patternInWords = (pattern: string): string =>
  readable[pattern] ?? (/^\w+$/.test(pattern) ? `moet ${pattern} zijn` : `moet voldoen aan het patroon ${pattern}`);
