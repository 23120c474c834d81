import { type Day, OPEN } from '@regieboek/kernel';
import type { Oracle, OracleAnswer } from './oracle.js';

/** The oracle's days joined to intervals, over the days on which care runs. */
export function oracleIntervals(oracle: Oracle, first: Day, last: Day): (OracleAnswer & { from: Day; to: Day })[] {
  const joined: (OracleAnswer & { from: Day; to: Day })[] = [];
  for (let d = first; d <= last; d += 1) {
    if (!oracle.careRuns(d)) continue;
    const answer = oracle.answer(d);
    const before = joined.at(-1);
    const to = d === last ? OPEN : d;
    const isSame =
      before?.to === d - 1 &&
      before.municipality === answer.municipality &&
      before.rule === answer.rule &&
      before.chainStart === answer.chainStart;
    if (before && isSame) {
      const review = [...new Set([...before.review, ...answer.review])].sort();
      joined.splice(-1, 1, { ...before, to, review });
    } else joined.push({ ...answer, from: d, to });
  }
  return joined;
}
