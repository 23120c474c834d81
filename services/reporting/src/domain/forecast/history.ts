/** Basis of a forecast: the stays that were seen up to the evening of a day. */
import { OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Observed } from '../survival.js';
import { durationsOf, type Durations } from './durations.js';

/** Stays that began and the days in which they did, with a weight for each year. */
export interface Inflow {
  readonly arrivals: number;
  readonly days: number;
}

/** Stays as seen on the evening before the first night of a forecast. */
export interface PlacesHistory {
  /** Nights spent by each stay that goes on: the least that it can last. */
  readonly elapsed: readonly number[];
  readonly durations: Durations;
  /** Stays that began in the last 365 days. */
  readonly arrivals: number;
  readonly inflow: Inflow;
  /** Stays that the durations were observed on. */
  readonly observed: number;
}

const YEAR_DAYS = 365;

/** Years over which the inflow is measured; each counts half of the year after it, so that a change is followed. */
const INFLOW_YEARS = 3;

/** Days over which durations are observed: three years, because one year of a small group says little. */
const DURATIONS_DAYS = 3 * 365;

/** Weighted inflow of the whole years before `from` since `known`, three at most, and at least one. */
function inflowOf(starts: readonly Day[], known: Day, from: Day): Inflow {
  let [arrivals, days, weight] = [0, 0, 1];
  for (let year = 0; year < INFLOW_YEARS; year += 1) {
    const last = from - year * YEAR_DAYS;
    const first = last - YEAR_DAYS;
    if (year > 0 && first < known) break;
    arrivals += weight * starts.filter((day) => first <= day && day < last).length;
    days += weight * YEAR_DAYS;
    weight /= 2;
  }
  return { arrivals, days };
}

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
    arrivals: seen.filter((stay) => stay.from >= from - YEAR_DAYS).length,
    inflow: inflowOf(
      seen.map((stay) => stay.from),
      known,
      from,
    ),
    observed: watched.length,
  };
}
