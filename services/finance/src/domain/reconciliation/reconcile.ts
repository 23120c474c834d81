/**
 * Reconciliation (aansluiting): declared lines compared with those expected from stays, assignments and tariffs.
 * Every declared line ends in exactly one of matched, different, unknown, duplicate and out of period; every expected
 * line in one of matched, different and undeclared. The outcome does not depend on the order of either.
 */
import { declaredTariff, fitsUnit } from '@regieboek/ijw';
import type { Cents } from '@regieboek/kernel';
import type { DeclaredLine } from './declared/declared.js';
import type { ExpectedLine } from './expected/expected.js';

/** Class of a declared line. */
export const declaredClasses = ['matched', 'different', 'unknown', 'duplicate', 'out-of-period'] as const;
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

/** Whether a line stays within the assigned volume at the contract's tariff; for stays the count must be exact. */
export function isWithin(
  line: Pick<DeclaredLine, 'unit' | 'volume' | 'tariffCents' | 'cents'>,
  expected: Pick<ExpectedLine, 'basis' | 'unit' | 'volume' | 'tariffCents' | 'cents'>,
): boolean {
  const { basis, unit, volume, tariffCents, cents } = expected;
  if (basis === 'counted-days' || line.cents < 0 || !fitsUnit(line.unit, unit)) return false;
  if (unit !== '83' && line.tariffCents !== declaredTariff({ unit, cents: tariffCents }, line.unit)) return false;
  if (basis === 'care-only') return true;
  const most = line.unit === unit ? volume : volume * MINUTES;
  return line.cents <= cents && (unit === '83' || line.volume <= most);
}
