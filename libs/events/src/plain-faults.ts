import { z } from 'zod';

/** Values of an option that a fault lists; more are cut off. */
const OPTIONS_SHOWN_MAX = 20;

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
  record: 'a map of fields',
  date: 'a date',
};

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items', set: 'items', map: 'fields' };

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, OPTIONS_SHOWN_MAX).map(String).join(', ');
  return values.length > OPTIONS_SHOWN_MAX ? `${shown}, …` : shown;
}

function wrongType({ input, expected }: z.core.$ZodRawIssue): string {
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in, or remove it';
  return `must be ${words[String(expected)] ?? String(expected)}`;
}

function outOfBounds(issue: z.core.$ZodRawIssue, word: 'at least' | 'at most'): string {
  const unit = units[String(issue['origin'])];
  const bound = String(word === 'at least' ? issue['minimum'] : issue['maximum']);
  return unit === undefined ? `must be ${word} ${bound}` : `must have ${word} ${bound} ${unit}`;
}

/** Sentences by kind of fault. */
const sentences: Readonly<Record<string, (issue: z.core.$ZodRawIssue) => string>> = {
  invalid_type: wrongType,
  invalid_value: ({ values = [] }) => `must be one of ${listed(values as readonly unknown[])}`,
  too_small: (issue) => outOfBounds(issue, 'at least'),
  too_big: (issue) => outOfBounds(issue, 'at most'),
  not_multiple_of: (issue) => `must be a multiple of ${String(issue['divisor'])}`,
  invalid_format: () => 'does not have the right form: see the documentation of the file',
  invalid_union: () => 'has none of the allowed forms: see the documentation of the file',
  invalid_key: () => 'has a name that is not allowed: correct it',
  invalid_element: () => 'has a value that is not allowed: correct it',
  custom: () => 'cannot be used: correct it',
};

/**
 * Sentence for a fault that a schema has no message for; never the value, which may be about a person. Names of unknown fields are left to
 * the reader of the file or the body.
 */
export const plainFault = (issue: z.core.$ZodRawIssue): string | undefined => sentences[issue.code]?.(issue);

/** Every schema of the product is made with the fields of this package, so that no text of the library reaches a user. */
z.config({ customError: plainFault });
