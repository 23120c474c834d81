import { civil, isoWeekIndex, OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Frequentie } from '../generated/messages.js';
import { defaultSettings, type Settings } from '../settings.js';

type LastWeek = Settings['brokenLastWeek'];

/** A granted volume: amount, frequency, days, and whether weeks are counted by their Sundays. */
export interface GrantedVolume extends Interval {
  readonly volume: number;
  readonly frequency: Frequentie;
  readonly outputBased: boolean;
}

const days = ({ from, to }: Interval): number => Math.max(0, to - from + 1);

// Week indexes are consecutive across years, so their difference is correct, unlike that of week numbers (IV077).
const weeks = ({ from, to }: Interval): number => isoWeekIndex(to) - isoWeekIndex(from) + 1;

const months = ({ from, to }: Interval): number => {
  const first = civil(from);
  const last = civil(to);
  return (last.year - first.year) * 12 + last.month - first.month + 1;
};

/** The Sunday on or before a day. */
const sundayBefore = (day: Day): Day => isoWeekIndex(day - 6) * 7 + 3;

const sundays = ({ from, to }: Interval): number => isoWeekIndex(to - 6) - isoWeekIndex(from - 7);

/**
 * Day that carries the broken last week of an output-based assignment: its last Sunday, or its last day when it has no
 * Sunday at all or when that was agreed. Undefined when it ends on a Sunday or not at all.
 */
function brokenWeekDay({ from, to }: Interval, carrier: LastWeek): Day | undefined {
  if (to === OPEN || sundayBefore(to) === to) return undefined;
  if (carrier === 'end date') return to;
  const last = sundayBefore(to);
  return last >= from ? last : to;
}

function outputWeeks(granted: GrantedVolume, period: Interval, carrier: LastWeek): number {
  const extra = brokenWeekDay(granted, carrier);
  const holdsExtra = extra !== undefined && period.from <= extra && extra <= period.to;
  return sundays(period) + (holdsExtra ? 1 : 0);
}

/**
 * Largest volume allowed in one product period (TR321, IV077, IV078), in the unit of the assignment. A partial month has the whole monthly
 * volume, and a partial last week counts in the period chosen by `carrier`. Counting days for frequency 1 is our interpretation: the
 * standard does not define it.
 */
export function periodLimit(
  granted: GrantedVolume,
  period: Interval,
  carrier: LastWeek = defaultSettings.brokenLastWeek,
): number {
  switch (granted.frequency) {
    case '1':
      return granted.volume * days(period);
    case '2':
      return granted.volume * (granted.outputBased ? outputWeeks(granted, period, carrier) : weeks(period));
    case '4':
    case '6':
      return granted.volume;
  }
}

/**
 * Largest volume over the life of the assignment (TR322), in its unit; Infinity when it has no end. Counting every
 * month touched for frequency 4 and days for frequency 1 is our interpretation: the standard does not define it.
 */
export function lifetimeLimit(granted: GrantedVolume): number {
  if (granted.frequency === '6') return granted.volume;
  if (granted.to === OPEN) return Infinity;
  switch (granted.frequency) {
    case '1':
      return granted.volume * days(granted);
    case '2':
      return granted.volume * (granted.outputBased ? outputWeeks(granted, granted, 'end date') : weeks(granted));
    case '4':
      return granted.volume * months(granted);
  }
}
