/** Durations of stays to draw from: the cumulative hazard of their survival curve. */
import { isCollapse, survival, type Observed, type Step } from '../survival.js';

/** Hazards of stays by duration. */
export interface Durations {
  /** Durations in days at which a stay ended, in order, with the cumulative hazard up to and with each. */
  readonly days: readonly number[];
  readonly hazards: readonly number[];
  /** Hazard per day beyond the last duration at which a stay ended: the mean of all days observed. */
  readonly tail: number;
}

/** Hazard per day when no stay has ended: once in ten years, so that a draw is never infinite. */
const TAIL_MIN = 1 / 3_650;

/** Hazard of a duration at which all stays end: exp(-40) of them last longer. */
const CERTAIN = 40;

/** Hazard of a step; of Nelson and Aalen where the curve would fall to zero with too few stays at risk. */
function hazardOf(step: Step): number {
  const share = step.ended / step.atRisk;
  if (isCollapse(step)) return share;
  return share === 1 ? CERTAIN : -Math.log(1 - share);
}

/** Hazards of observed stays. */
export function durationsOf(observed: readonly Observed[]): Durations {
  const curve = survival(observed);
  let sum = 0;
  const hazards = curve.map((step) => (sum += hazardOf(step)));
  const ends = curve.reduce((total, { ended }) => total + ended, 0);
  const exposure = observed.reduce((total, { entry, days }) => total + Math.max(days - entry, 0), 0);
  return {
    ...{ days: curve.map(({ days }) => days), hazards },
    tail: Math.max(exposure === 0 ? 0 : ends / exposure, TAIL_MIN),
  };
}

/** First index at which the ordered values reach a limit. */
function firstFrom(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whole duration in days of a stay of at least `least` days, for a draw from the exponential distribution with mean 1.
 */
export function durationFor({ days, hazards, tail }: Durations, least: number, draw: number): number {
  const past = firstFrom(days, least);
  const spent = past === 0 ? 0 : (hazards[past - 1] ?? 0);
  const step = firstFrom(hazards, spent + draw);
  const found = days[Math.max(step, past)];
  if (found !== undefined) return found;
  const left = spent + draw - (hazards.at(-1) ?? 0);
  return Math.max((days.at(-1) ?? 0) + 1, least) + Math.floor(left / tail);
}
