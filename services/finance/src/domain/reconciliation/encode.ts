import type { ExpectedLine } from './expected/expected.js';

const UNITS = 100;

/** Volume and unit in one number. */
export const quantityOf = (volume: number, unit: number): number => volume * UNITS + unit;

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** All amounts of an expected line. */
export type ExpectedAmounts = Pick<
  ExpectedLine,
  'from' | 'to' | 'volume' | 'cents' | 'tariffCents' | 'unit' | 'basis' | 'most'
>;

/** Orders expected lines by all their amounts, so that their original order has no effect. */
export const inContent = (a: ExpectedAmounts, b: ExpectedAmounts): number =>
  a.from - b.from ||
  a.to - b.to ||
  a.volume - b.volume ||
  a.cents - b.cents ||
  a.tariffCents - b.tariffCents ||
  a.most - b.most ||
  inText(a.unit, b.unit) ||
  inText(a.basis, b.basis);
