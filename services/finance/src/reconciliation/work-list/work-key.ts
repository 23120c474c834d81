import type { WorkItem } from './list.js';

/** Parts of a key have none of these, so that a key is one word. */
const word = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '_');

/**
 * Identifies a line of a work list in every later one, for remarks: a declared line by its provider and reference, an undeclared one
 * by what is expected.
 */
export const workKey = (
  item: Pick<WorkItem, 'provider' | 'municipality' | 'assignment' | 'code' | 'from' | 'reference'>,
) =>
  item.reference === null
    ? `${item.provider}/${item.municipality}/${item.assignment}/${word(item.code)}/${item.from}`
    : `${item.provider}.${word(item.reference)}`;
