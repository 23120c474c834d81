/** Confidence intervals by resampling (bootstrap), from a fixed seed: the same stays give the same interval. */
import { numbersFrom } from './pseudo-random.js';
import type { Interval95, Observed } from './survival.js';

const DRAWS = 400;
const SEED = 20_250_101;

/** Middle 95 % of figures of samples; `figureOf` is given a function that draws the index of a member. */
function middleOf(size: number, figureOf: (draw: () => number) => number): Interval95 | null {
  if (size === 0) return null;
  const next = numbersFrom(SEED);
  const draw = () => Math.floor(next() * size);
  const figures = Array.from({ length: DRAWS }, () => figureOf(draw)).sort((a, b) => a - b);
  const at = (share: number): number => figures[Math.round(share * (DRAWS - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** Interval of a mean; null without values. */
export function meanInterval(values: readonly number[]): Interval95 | null {
  return middleOf(values.length, (draw) => {
    let sum = 0;
    for (let left = values.length; left > 0; left -= 1) sum += values[draw()] ?? 0;
    return sum / values.length;
  });
}

/** All durations at which a stay enters or ends, and for each stay the indexes of its entry and its last day among them. */
function placesOf(stays: readonly Observed[]) {
  const points = [...new Set(stays.flatMap(({ entry, days }) => [entry, days]))].sort((a, b) => a - b);
  const placeOf = new Map(points.map((point, place) => [point, place]));
  const place = (days: number): number => placeOf.get(days) ?? 0;
  return { points, entries: stays.map(({ entry }) => place(entry)), lasts: stays.map(({ days }) => place(days)) };
}

/** Interval of the mean duration when every stay is cut off at `horizon` days; null without stays. */
export function restrictedMeanInterval(stays: readonly Observed[], horizon: number): Interval95 | null {
  const { points, entries, lasts } = placesOf(stays);
  const entered = new Int32Array(points.length);
  const gone = new Int32Array(points.length);
  const ended = new Int32Array(points.length);
  return middleOf(stays.length, (draw) => {
    for (const counts of [entered, gone, ended]) counts.fill(0);
    for (let left = stays.length; left > 0; left -= 1) {
      const stay = draw();
      const [entry = 0, last = 0] = [entries[stay], lasts[stay]];
      entered[entry] = (entered[entry] ?? 0) + 1;
      gone[last] = (gone[last] ?? 0) + 1;
      if (stays[stay]?.ended) ended[last] = (ended[last] ?? 0) + 1;
    }
    return areaUnder(points, { entered, gone, ended }, horizon);
  });
}

interface Counts {
  readonly entered: Int32Array;
  readonly gone: Int32Array;
  readonly ended: Int32Array;
}

/** Area under the curve of a sample up to the horizon. Stays that entered at 0 days are at risk from the first day. */
function areaUnder(points: readonly number[], { entered, gone, ended }: Counts, horizon: number): number {
  let atRisk = points[0] === 0 ? (entered[0] ?? 0) : 0;
  let surviving = 1;
  let area = 0;
  let at = 0;
  for (const [place, days] of points.entries()) {
    if (days >= horizon) break;
    const ends = ended[place] ?? 0;
    if (ends > 0) {
      area += surviving * (days - at);
      at = days;
      surviving *= 1 - ends / atRisk;
    }
    atRisk += (days === 0 ? 0 : (entered[place] ?? 0)) - (gone[place] ?? 0);
  }
  return area + surviving * (horizon - at);
}
