/** What a forecast is made from: the stays that were seen up to the evening of a day. */
import { OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Observed } from '../survival.js';
import { durationsOf, type Durations } from './durations.js';

/** Stays as seen on the evening before the first night of a forecast. */
export interface PlacesHistory {
  /** Nights spent by each stay that goes on: the least that it can last. */
  readonly elapsed: readonly number[];
  readonly durations: Durations;
  /** Stays that began in the last `ARRIVALS_DAYS` days. */
  readonly arrivals: number;
  /** Stays that the durations were observed on. */
  readonly observed: number;
}

/** Days over which the inflow is measured. */
export const ARRIVALS_DAYS = 365;

/** Days over which durations are observed: three years, because one year of a small group says little. */
const DURATIONS_DAYS = 3 * 365;

/** A stay as observed from the first day of a window up to the night before `from`. */
function observedFrom({ from: began, to }: Interval, first: Day, from: Day): Observed {
  const ended = to < from;
  return {
    entry: Math.max(first - began - 1, 0),
    // On the evening before `from` a departure on `from` is still possible.
    days: ended ? Math.max(to - began, 1) : from - began - 1,
    ended,
  };
}

/**
 * Stays as seen on the evening before `from`. A stay that began later is left out, and one that ended later goes on. Durations
 * are observed from `known`, the first day on which ends were recorded, and at most over three years.
 */
export function historyOf(stays: readonly Interval[], known: Day, from: Day): PlacesHistory {
  const seen = stays.filter((stay) => stay.from < from);
  const first = Math.max(known, from - DURATIONS_DAYS);
  const watched = seen.filter(({ to }) => to === OPEN || to >= first);
  return {
    elapsed: seen.filter(({ to }) => to >= from).map((stay) => from - stay.from),
    durations: durationsOf(watched.map((stay) => observedFrom(stay, first, from))),
    arrivals: seen.filter((stay) => stay.from >= from - ARRIVALS_DAYS).length,
    observed: watched.length,
  };
}
