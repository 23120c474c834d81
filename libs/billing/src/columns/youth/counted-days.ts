import { OPEN } from '@regieboek/kernel';
import type { SplitGround } from '../../rules/counting.js';
import type { CareSlot } from './care-slots.js';
import type { SplitLine } from './split-line.js';

/** Consecutive days by which a line is divided. */
export interface CountedDays {
  from: number;
  to: number;
  ground: SplitGround;
}

/** Counts the days of a line on reported care without absences; false when no day counts. */
export type CountsDays = (line: SplitLine, slot: CareSlot, counted: CountedDays) => boolean;

/** `contractCounting` over columns. */
export const contractDays: CountsDays = (line, { from, to }, counted) => {
  counted.from = Math.max(from, line.from);
  if (line.isByDay && line.rules?.product) {
    counted.to = Math.min(line.to, line.rules.countsNights && to !== OPEN ? to - 1 : to);
    counted.ground = 'stay-days';
    if (counted.from <= counted.to) return true;
  }
  counted.ground = 'care-days';
  counted.to = Math.min(line.to, to);
  return counted.from <= counted.to;
};
