/**
 * Durations of stays, including those that are not over yet (Kaplan-Meier). A stay counts from the duration at which it was first
 * observed, so that a calendar year can be described by all stays that were running in it and not only by those that began in it
 * (delayed entry).
 */

/** One stay: its duration in days when first observed, its duration in days when last observed, and whether it had ended. */
export interface Observed {
  readonly entry: number;
  readonly days: number;
  readonly ended: boolean;
}

/** Share of stays that last longer than `days`. */
export interface Step {
  readonly days: number;
  readonly surviving: number;
  readonly atRisk: number;
  readonly ended: number;
}

/** Range in days that holds a figure in 95 of 100 samples; `high` null: above all observations. */
export interface Interval95 {
  readonly low: number;
  readonly high: number | null;
}

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959_963_984_540_054;

/**
 * Minimum number of stays at risk at a step down to zero: with fewer, one short stay would determine the figures of all long
 * ones.
 */
const AT_RISK_MIN = 5;

const countBy = (values: Iterable<number>): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const inOrder = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

/** Survival curve: a step at every duration at which a stay ended, in order. Runs in linear time. */
export function survival(stays: readonly Observed[]): Step[] {
  const ends = countBy(stays.filter(({ ended }) => ended).map(({ days }) => days));
  const lastSeen = inOrder(stays.map(({ days }) => days));
  const entries = inOrder(stays.map(({ entry }) => entry));
  let surviving = 1;
  let gone = 0;
  let entered = 0;
  return inOrder(ends.keys()).map((days) => {
    while ((lastSeen[gone] ?? Infinity) < days) gone += 1;
    while ((entries[entered] ?? Infinity) < days || entries[entered] === 0) entered += 1;
    const atRisk = entered - gone;
    const ended = ends.get(days) ?? 0;
    surviving = ended === atRisk ? 0 : surviving * (1 - ended / atRisk);
    return { days, surviving, atRisk, ended };
  });
}

const HALF = 0.5 + 1e-12;

const medianStep = (curve: readonly Step[]): Step | undefined => curve.find(({ surviving }) => surviving <= HALF);

/** Shortest duration that at most half of the stays outlast, or null when more than half outlast all that was seen. */
export const medianOf = (curve: readonly Step[]): number | null => medianStep(curve)?.days ?? null;

const isCollapse = ({ surviving, atRisk }: Step): boolean => surviving === 0 && atRisk < AT_RISK_MIN;

/** True when the median is reliable: it is not reached by a step to zero with fewer than five stays at risk. */
export function isMedianEstimable(curve: readonly Step[]): boolean {
  const step = medianStep(curve);
  return step === undefined || !isCollapse(step);
}

/** True when the mean up to a horizon is reliable: the curve does not fall to zero before it with fewer than five at risk. */
export const isMeanEstimable = (curve: readonly Step[], horizon: number): boolean =>
  !curve.some((step) => step.days < horizon && isCollapse(step));

/**
 * Interval of the median (Brookmeyer and Crowley) from log-log limits of the curve with Greenwood's variance. Null when the
 * median is null.
 */
export function medianInterval(curve: readonly Step[]): Interval95 | null {
  if (medianOf(curve) === null) return null;
  let greenwood = 0;
  let low: number | null = null;
  let high: number | null = null;
  for (const { days, surviving, atRisk, ended } of curve) {
    greenwood += ended / (atRisk * (atRisk - ended));
    const log = Math.log(surviving);
    const width = (Z_95 * Math.sqrt(greenwood)) / log;
    const isAtEnd = surviving === 0;
    const lower = isAtEnd ? 0 : Math.exp(log * Math.exp(-width));
    const upper = isAtEnd ? 0 : Math.exp(log * Math.exp(width));
    if (low === null && lower <= HALF) low = days;
    if (high === null && upper <= HALF) high = days;
  }
  return low === null ? null : { low, high };
}

/** Mean duration when every stay is cut off at `horizon` days: the area under the curve. */
export function restrictedMean(curve: readonly Step[], horizon: number): number {
  let area = 0;
  let at = 0;
  let level = 1;
  for (const { days, surviving } of curve) {
    if (days >= horizon) break;
    area += level * (days - at);
    at = days;
    level = surviving;
  }
  return area + level * (horizon - at);
}
