/**
 * Reconciliation (aansluiting): declared lines compared with those expected from stays, assignments and tariffs.
 * Every declared line ends in exactly one of matched, different, unknown, duplicate, out of period, late (for an earlier month) and
 * credit (of a line that is not among these); every expected line in one of matched, different and undeclared. The outcome does not
 * depend on the order of either.
 */
import { declaredTariff, fitsUnit } from '@regieboek/ijw';
import type { Cents } from '@regieboek/kernel';
import type { DeclaredLine } from './declared/declared.js';
import type { ExpectedLine } from './expected/expected.js';

/** Class of a declared line. */
export const declaredClasses = [
  ...(['matched', 'different', 'unknown', 'duplicate'] as const),
  ...(['out-of-period', 'late', 'credit'] as const),
] as const;
export type DeclaredClass = (typeof declaredClasses)[number];

/** Class of an expected line. */
export const expectedClasses = ['matched', 'different', 'undeclared'] as const;
export type ExpectedClass = (typeof expectedClasses)[number];

/** Lines and cents of a class. */
export interface ClassTotal {
  readonly lines: number;
  readonly cents: Cents;
}

const MINUTES = 60;

/** Whether a line stays within the most that is assigned at the contract's tariff; for stays the count must be exact. */
export function isWithin(
  line: Pick<DeclaredLine, 'unit' | 'volume' | 'tariffCents' | 'cents'>,
  expected: Pick<ExpectedLine, 'basis' | 'unit' | 'tariffCents' | 'most'>,
): boolean {
  const { basis, unit, tariffCents, most } = expected;
  if (basis === 'counted-days' || line.cents < 0 || !fitsUnit(line.unit, unit)) return false;
  if (unit !== '83' && line.tariffCents !== declaredTariff({ unit, cents: tariffCents }, line.unit)) return false;
  if (basis === 'care-only') return true;
  if (unit === '83') return line.cents <= most;
  return line.cents <= most * tariffCents && line.volume <= (line.unit === unit ? most : most * MINUTES);
}
