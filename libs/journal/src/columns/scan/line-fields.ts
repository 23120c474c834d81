import { Label } from './json-bytes.js';
import { lineColumns } from '../encode/segment.js';
import { NONE } from '../tables/table.js';

/** A column of decided lines. */
export type Column = (typeof lineColumns)[number];

/** Kind of value of a field of a decided line. */
export type Kind = 'number' | 'number or null' | 'word' | 'day' | 'youth' | 'codes' | 'reference' | 'previous';

/**
 * A field: the bytes before its value at the start of a line and after another field, and its column; texts have none.
 */
export interface Field {
  readonly first: Label;
  readonly next: Label;
  readonly kind: Kind;
  readonly column: number;
}

const field = (name: string, kind: Kind, column?: Column): Field => ({
  first: new Label(`{"${name}":`),
  next: new Label(`,"${name}":`),
  kind,
  column: column ? lineColumns.indexOf(column) : NONE,
});

/** Fields of a decided line, in their usual order. */
export const fields: readonly Field[] = [
  field('place', 'number', 'place'),
  field('reference', 'reference'),
  field('previous', 'previous'),
  field('youth', 'youth', 'youth'),
  field('assignment', 'number', 'assignment'),
  field('category', 'word', 'category'),
  field('code', 'word', 'code'),
  field('from', 'day', 'from'),
  field('to', 'day', 'to'),
  field('volume', 'number', 'volume'),
  field('unit', 'word', 'unit'),
  field('tariffCents', 'number or null', 'tariff'),
  field('cents', 'number', 'cents'),
  field('codes', 'codes', 'codes'),
];
