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

/** Rounding of the last bits must not move a quantile. */
const TOLERANCE = 1e-12;

/** Step of the curve at which at most this share of the stays is left. */
const stepTo = (curve: readonly Step[], share: number): Step | undefined =>
  curve.find(({ surviving }) => surviving <= share + TOLERANCE);

/** Shortest duration that at most this share of the stays outlasts; null when more outlast all that was seen. */
export const quantileOf = (curve: readonly Step[], share: number): number | null => stepTo(curve, share)?.days ?? null;

/** Shortest duration that at most half of the stays outlast, or null when more than half outlast all that was seen. */
export const medianOf = (curve: readonly Step[]): number | null => quantileOf(curve, 0.5);

/** True at a step to zero with fewer than five stays at risk. */
export const isCollapse = ({ surviving, atRisk }: Step): boolean => surviving === 0 && atRisk < AT_RISK_MIN;

/** True when a quantile is reliable: it is not reached by a step to zero with fewer than five stays at risk. */
export function isQuantileEstimable(curve: readonly Step[], share: number): boolean {
  const step = stepTo(curve, share);
  return step === undefined || !isCollapse(step);
}

/** True when the median is reliable. */
export const isMedianEstimable = (curve: readonly Step[]): boolean => isQuantileEstimable(curve, 0.5);

/** True when the mean up to a horizon is reliable: the curve does not fall to zero before it with fewer than five at risk. */
export const isMeanEstimable = (curve: readonly Step[], horizon: number): boolean =>
  !curve.some((step) => step.days < horizon && isCollapse(step));

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
