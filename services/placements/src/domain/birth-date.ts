/**
 * The date of birth (geboortedatum) of a youth as reported: complete, or only its year or month (DatumGebruik). A more precise
 * date completes it, and the municipality, which has it from the BRP, corrects it.
 */
import type { CalendarDate } from '@regieboek/kernel';
import type { BirthPrecision } from '@regieboek/events';

/** A date of birth with its precision, and the day on which it was reported; null when that day is unknown. */
export interface ReportedBirth {
  readonly birth: CalendarDate;
  readonly precision: BirthPrecision;
  readonly toldOn: CalendarDate | null;
}

/** Source of the date: the municipality (JW301, facts), or a provider (JW305, JW307). */
export type BirthSource = 'municipality' | 'provider';

/** Characters of an ISO day that are known. */
const known: Readonly<Record<BirthPrecision, number>> = { day: 10, month: 7, year: 4, none: 0 };

/** DatumGebruik (COD170) of the standard: 1 the month, 2 the year is known, 3 nothing. */
export const precisionOf = (use: string | undefined): BirthPrecision =>
  use === '1' ? 'month' : use === '2' ? 'year' : use === '3' ? 'none' : 'day';

/** Whether two dates of birth can be the same: as far as both are known, they agree. */
function agrees(one: ReportedBirth, other: ReportedBirth): boolean {
  const length = Math.min(known[one.precision], known[other.precision]);
  return one.birth.slice(0, length) === other.birth.slice(0, length);
}

/** Compares a reported date of birth with the known one. */
export function judgeBirth(
  before: ReportedBirth,
  told: ReportedBirth,
  source: BirthSource,
): 'same' | 'correct' | 'contradicts' {
  if (agrees(before, told)) return known[told.precision] > known[before.precision] ? 'correct' : 'same';
  if (source === 'provider') return 'contradicts';
  // A date reported before the known one changes nothing: whatever the order of processing, the last reported one counts.
  return (told.toldOn ?? '') < (before.toldOn ?? '') ? 'same' : 'correct';
}
