import { type Day, type Interval, OPEN } from '@regieboek/kernel';
import { chainsAt, type History } from './history.js';
import { JEUGDWET_FROM, NEW_LAW_FROM } from '../law/rules.js';

/**
 * Days, ascending from 2015-01-01, on which the answer may change while care runs: every day between two neighbours has
 * the answer of the first. The last one is the day after the last care, or OPEN.
 */
export function breakpointsOf(history: History): Day[] {
  const { care } = history;
  let first = OPEN;
  let end = -OPEN;
  for (const { from, to } of care) {
    if (from < first) first = from;
    if (to > end) end = to;
  }
  first = Math.max(first, JEUGDWET_FROM);
  return end < first ? [] : pointsOf(history, { from: first, to: end }).days;
}

/** The same for every day of a window, including days without care. */
export function breakpointsWithin(history: History, window: Interval): Day[] {
  const points = pointsOf(history, window);
  points.add(JEUGDWET_FROM);
  points.add(NEW_LAW_FROM);
  // Without care and without a request the actual stay of the day itself may decide.
  points.addAll(history.actualStay);
  return points.days;
}

function pointsOf(history: History, { from: first, to: end }: Interval): Points {
  const { care, params } = history;
  const points = new Points(first, end === OPEN ? OPEN : end + 1);
  points.addAll(care);
  addRegistrations(points, history);
  points.addAll(history.decisions);
  for (const { on } of history.requests) if (!isFixed(history, on)) points.add(on);
  for (const day of params.mergers.days) points.add(day);
  points.add(params.wlzStayFrom);
  points.add(history.birth);
  if (first < NEW_LAW_FROM) addOldLaw(points, history);
  return points;
}

function addRegistrations(points: Points, history: History): void {
  for (const { from, to } of history.registrations) {
    if (!isFixed(history, from)) points.add(from);
    if (to !== OPEN && !isFixed(history, to + 1)) points.add(to + 1);
  }
}

/** From 2022, neither a registration nor a request changes anything inside a chain: earlier facts decide. */
function isFixed(history: History, day: Day): boolean {
  if (day <= NEW_LAW_FROM) return false;
  for (const { start, end } of chainsAt(history, day)) if (start < day && day <= end) return true;
  return false;
}

/** Authority, age and the actual stay of the day matter only before 2022. */
function addOldLaw(points: Points, history: History): void {
  points.add(NEW_LAW_FROM);
  points.add(history.adultFrom);
  points.addAll(history.custody);
  points.addAll(history.actualStay);
}

/** Unique days in ascending order, kept by insertion: histories are short. */
class Points {
  readonly days: Day[];

  constructor(
    private readonly first: Day,
    private readonly last: Day,
  ) {
    this.days = [first, last];
  }

  addAll(intervals: readonly Interval[]): void {
    for (const { from, to } of intervals) {
      this.add(from);
      if (to !== OPEN) this.add(to + 1);
    }
  }

  add(day: Day): void {
    if (day <= this.first || day >= this.last) return;
    const { days } = this;
    let at = days.length;
    while (at > 0 && (days[at - 1] ?? 0) > day) at -= 1;
    if (days[at - 1] !== day) days.splice(at, 0, day);
  }
}
