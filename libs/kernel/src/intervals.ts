import type { Day } from './calendar-date.js';

/** Days from `from` up to and including `to`. An interval without an end has `to` = OPEN. */
export interface Interval {
  readonly from: Day;
  readonly to: Day;
}

/** The `to` of an interval that has no end (yet): larger than every day, and it fits in an Int32Array. */
export const OPEN: Day = 0x7fffffff;

/** Number of days; Infinity for an open interval. */
export const lengthInDays = (interval: Interval): number =>
  interval.to === OPEN ? Infinity : interval.to - interval.from + 1;

/** True when `day` lies in the interval. */
export const covers = (interval: Interval, day: Day): boolean => interval.from <= day && day <= interval.to;

/** Days in both, or undefined when there are none. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from <= to ? { from, to } : undefined;
}

/** The union as disjoint intervals in order. Intervals at most `gapDays` days apart become one (0: adjoining only). */
export function merge(intervals: readonly Interval[], gapDays = 0): Interval[] {
  const sorted = [...intervals].sort((a, b) => a.from - b.from);
  const merged: { from: Day; to: Day }[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last && (last.to === OPEN || from <= last.to + 1 + gapDays)) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** Days of `a` that are in none of `holes`, as disjoint intervals in order. */
export function subtract(a: Interval, holes: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let from = a.from;
  for (const hole of merge(holes)) {
    if (hole.to < from) continue;
    if (hole.from > a.to) break;
    if (hole.from > from) rest.push({ from, to: hole.from - 1 });
    if (hole.to >= a.to) return rest;
    from = hole.to + 1;
  }
  return from <= a.to ? [...rest, { from, to: a.to }] : rest;
}
