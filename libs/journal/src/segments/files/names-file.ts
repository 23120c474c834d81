import type { NewNames } from '../../columns/encode/segment.js';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isNumbers = (value: unknown, length: number): value is readonly number[] =>
  Array.isArray(value) && value.length === length && value.every(Number.isSafeInteger);

const isNames = (value: unknown): value is NewNames =>
  typeof value === 'object' &&
  value !== null &&
  'words' in value &&
  isTexts(value.words) &&
  'declarations' in value &&
  isTexts(value.declarations) &&
  'periods' in value &&
  isTexts(value.periods) &&
  value.periods.length === value.declarations.length &&
  'providers' in value &&
  isNumbers(value.providers, value.declarations.length) &&
  'payers' in value &&
  isNumbers(value.payers, value.declarations.length);

/** New names of a segment as JSON. */
export const encodedNames = ({ words, declarations, periods, providers, payers }: NewNames): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ words, declarations, periods, providers, payers }));

/** Parses the new names of a segment. Throws SyntaxError or TypeError on any other content. */
export function decodedNames(bytes: Uint8Array): NewNames {
  const names: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isNames(names)) throw new TypeError('the names file contains no names');
  return names;
}
