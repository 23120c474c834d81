/** Points of a survival curve with their intervals: quantiles, and the share that lasts longer than a number of days. */
import { quantileOf, type Interval95, type Step } from './survival.js';

/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959_963_984_540_054;

/** Rounding of the last bits must not move a quantile. */
const TOLERANCE = 1e-12;

/** Log-log limits of the curve after each step, with Greenwood's variance. */
export function limitsOf(curve: readonly Step[]): readonly { readonly low: number; readonly high: number }[] {
  let greenwood = 0;
  return curve.map(({ surviving, atRisk, ended }) => {
    greenwood += ended / (atRisk * (atRisk - ended));
    if (surviving === 0) return { low: 0, high: 0 };
    const log = Math.log(surviving);
    const width = (Z_95 * Math.sqrt(greenwood)) / log;
    return { low: Math.exp(log * Math.exp(-width)), high: Math.exp(log * Math.exp(width)) };
  });
}

/** Interval of a quantile (Brookmeyer and Crowley); null when the quantile is null. */
export function quantileInterval(curve: readonly Step[], share: number): Interval95 | null {
  if (quantileOf(curve, share) === null) return null;
  const limits = limitsOf(curve);
  const dayAt = (side: 'low' | 'high'): number | null =>
    curve.find((_, step) => (limits[step]?.[side] ?? 1) <= share + TOLERANCE)?.days ?? null;
  const low = dayAt('low');
  return low === null ? null : { low, high: dayAt('high') };
}

/** Interval of the median; null when the median is null. */
export const medianInterval = (curve: readonly Step[]): Interval95 | null => quantileInterval(curve, 0.5);

/** Share of the stays that lasts longer than `days`, with its interval. */
export function shareAfter(
  curve: readonly Step[],
  days: number,
): { readonly share: number; readonly interval: readonly [number, number] } {
  const after = curve.findLastIndex((step) => step.days <= days);
  const limits = limitsOf(curve)[after];
  return { share: curve[after]?.surviving ?? 1, interval: [limits?.low ?? 1, limits?.high ?? 1] };
}
