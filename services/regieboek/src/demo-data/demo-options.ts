import {
  addMonths,
  dayOf,
  firstDayOf,
  fromDay,
  lastDayOf,
  monthOf,
  toDay,
  type CalendarDate,
  type Interval,
  type Month,
} from '@regieboek/kernel';
import { demoRegions, type DemoRegion } from './region/region-facts.js';

/** Options of the generator: the same options give the same bytes. */
export interface DemoOptions {
  readonly seed: number;
  /** Youths in all regions together, spread by the size of the regions. */
  readonly youths: number;
  /** Months declared, the last one being the month of `until`. */
  readonly months: number;
  /** Ids of regions: zeeland, wbw, wbo, zhz; all four when left out. */
  readonly regions?: readonly string[];
  /** A day in the last month declared: the generator has no clock. */
  readonly until: CalendarDate;
}

/** A demo of four regions that imports quickly: 400 youths over half a year. */
export const demoDefaults: DemoOptions = {
  seed: 2026,
  youths: 400,
  months: 6,
  until: fromDay(dayOf(2025, 12, 31)),
};

/** The days declared, and the months they make up. */
export interface Window extends Interval {
  readonly months: readonly Month[];
}

/** Months of the options. Throws RangeError when there is none. */
export function windowOf({ months, until }: DemoOptions): Window {
  if (!Number.isInteger(months) || months < 1)
    throw new RangeError(`months must be a whole number from 1, not ${months}`);
  const last = monthOf(toDay(until));
  const all = Array.from({ length: months }, (_, i) => monthOf(addMonths(firstDayOf(last), i + 1 - months)));
  return { months: all, from: firstDayOf(all[0] ?? last), to: lastDayOf(last) };
}

/** Regions of the options. Throws RangeError that lists the ids there are. */
export function regionsOf({ regions }: DemoOptions): DemoRegion[] {
  if (!regions) return [...demoRegions];
  return regions.map((id) => {
    const found = demoRegions.find((region) => region.id === id);
    if (!found) throw new RangeError(`no region ${id}: choose from ${demoRegions.map((one) => one.id).join(', ')}`);
    return found;
  });
}
