import type { NewNames } from '../columns/segment.js';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isNames = (value: unknown): value is NewNames =>
  typeof value === 'object' &&
  value !== null &&
  'words' in value &&
  isTexts(value.words) &&
  'declarations' in value &&
  isTexts(value.declarations) &&
  'periods' in value &&
  isTexts(value.periods) &&
  value.periods.length === value.declarations.length;

/** New names of a segment as JSON. */
export const encodedNames = ({ words, declarations, periods }: NewNames): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ words, declarations, periods }));

/** New names of a segment from its file. Throws SyntaxError or TypeError on anything else. */
export function decodedNames(bytes: Uint8Array): NewNames {
  const names: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isNames(names)) throw new TypeError('the file of names holds no names');
  return names;
}
