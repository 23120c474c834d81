/** A stay with the kind of its end: its duration in days when last seen, and null while it runs. */
export interface CompetingEnd<Kind extends string> {
  readonly days: number;
  readonly kind: Kind | null;
}

/**
 * Share of the stays that has ended in each way after `horizon` days (Aalen-Johansen): the shares of all kinds and of those still away
 * add up to one, which shares by Kaplan-Meier per kind do not.
 */
export function cumulativeIncidence<Kind extends string>(
  stays: readonly CompetingEnd<Kind>[],
  horizon: number,
): ReadonlyMap<Kind, number> {
  const sorted = [...stays].sort((a, b) => a.days - b.days);
  const incidence = new Map<Kind, number>();
  let surviving = 1;
  for (let at = 0; at < sorted.length;) {
    const days = sorted[at]?.days ?? Infinity;
    if (days > horizon) break;
    const atRisk = sorted.length - at;
    let ended = 0;
    for (; sorted[at]?.days === days; at += 1) {
      const kind = sorted[at]?.kind ?? null;
      if (kind === null) continue;
      incidence.set(kind, (incidence.get(kind) ?? 0) + surviving / atRisk);
      ended += 1;
    }
    surviving *= 1 - ended / atRisk;
  }
  return incidence;
}
