/**
 * How long stays last, with those that are not over yet (Kaplan-Meier). A stay counts from the duration at which it
 * came into view, so that a calendar year can be described by all stays that were running in it and not only by those
 * that began in it (delayed entry).
 */

/** One stay: days it had lasted when it came into view, days it had lasted when last seen, and whether it had ended. */
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

/** Survival curve: a step at every duration at which a stay ended, in order. */
export function survival(stays: readonly Observed[]): Step[] {
  const durations = [...new Set(stays.filter(({ ended }) => ended).map(({ days }) => days))].sort((a, b) => a - b);
  let surviving = 1;
  return durations.map((days) => {
    const atRisk = stays.filter((stay) => stay.days >= days && (stay.entry < days || stay.entry === 0)).length;
    const ended = stays.filter((stay) => stay.ended && stay.days === days).length;
    surviving *= 1 - ended / atRisk;
    return { days, surviving, atRisk, ended };
  });
}

/** Shortest duration that at most half of the stays outlast, or null when more than half outlast all that was seen. */
export const medianOf = (curve: readonly Step[]): number | null =>
  curve.find(({ surviving }) => surviving <= 0.5 + 1e-12)?.days ?? null;

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
