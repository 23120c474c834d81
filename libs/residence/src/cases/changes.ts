import { covers, type Day, OPEN } from '@regieboek/kernel';
import type { Municipality } from '../facts/facts.js';
import type { ResponsibleInterval } from '../responsible-interval.js';

/** Days whose municipality differs between two answers; undefined when no care was known. */
export interface Change {
  readonly from: Day;
  readonly to: Day;
  readonly was: Municipality | null | undefined;
  readonly is: Municipality | null | undefined;
}

type Answer = readonly ResponsibleInterval[];

/** Changes from `was` to `is` up to and including day `through`, in order: the days that a ledger must book again. */
export function changesBetween(was: Answer, is: Answer, through: Day = OPEN): Change[] {
  const changes: Change[] = [];
  const points = pointsOf([...was, ...is], through);
  points.forEach((from, index) => {
    const next = points[index + 1] ?? (through === OPEN ? OPEN : through + 1);
    const change = { from, to: next === OPEN ? OPEN : next - 1, was: codeAt(was, from), is: codeAt(is, from) };
    const last = changes.at(-1);
    if (change.was === change.is) return;
    if (last && last.to + 1 === from && last.was === change.was && last.is === change.is) {
      changes.splice(-1, 1, { ...last, to: change.to });
    } else changes.push(change);
  });
  return changes;
}

function pointsOf(intervals: Answer, through: Day): Day[] {
  const days = intervals.flatMap(({ from, to }) => (to === OPEN ? [from] : [from, to + 1]));
  return [...new Set(days)].filter((day) => day <= through).sort((a, b) => a - b);
}

const codeAt = (answer: Answer, day: Day): Municipality | null | undefined =>
  answer.find((interval) => covers(interval, day))?.municipality;

/**
 * `current` with the reason `settled-period-changed` on every interval with a day, up to and including `through`, that
 * `settled` assigned to another municipality. Care that was unknown then is new, not changed.
 */
export function markSettledChanges(current: Answer, settled: Answer, through: Day): ResponsibleInterval[] {
  const changes = changesBetween(settled, current, through).filter(({ was }) => was !== undefined);
  return current.map((interval) => {
    const isChanged = changes.some(({ from, to }) => from <= interval.to && interval.from <= to);
    if (!isChanged || interval.review?.includes('settled-period-changed')) return interval;
    return { ...interval, review: [...(interval.review ?? []), 'settled-period-changed'] };
  });
}
