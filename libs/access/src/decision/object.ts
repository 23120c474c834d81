/** Days of a period, both included, as `yyyy-mm-dd`; null: open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** A municipality (CBS code) or provider (AGB code) and the days on which it was responsible, paid or delivered care. */
export interface Involvement extends Period {
  readonly code: string;
}

/** The object of an action: its region, its days, and the parties involved with their periods. */
export interface AccessObject {
  readonly region: string;
  /** Days that the object is about; absent: all days. */
  readonly period?: Period;
  /** Municipalities that were responsible or paid. */
  readonly municipalities?: readonly Involvement[];
  /** Providers that delivered or declared. */
  readonly providers?: readonly Involvement[];
}

const overlap = (a: Period, b: Period): boolean =>
  (a.to === null || b.from === null || b.from <= a.to) && (b.to === null || a.from === null || a.from <= b.to);

/** Involvement of a code in an object: on the days of the object, only on other days, or not at all. */
export function involvementOf(
  involved: readonly Involvement[] | undefined,
  code: string | undefined,
  period: Period | undefined,
): 'then' | 'other-days' | 'none' {
  let found: 'other-days' | 'none' = 'none';
  if (involved === undefined) return found;
  for (const one of involved) {
    if (one.code !== code) continue;
    if (period === undefined || overlap(one, period)) return 'then';
    found = 'other-days';
  }
  return found;
}

/** Involvements without time limits, such as those of the payer and the responsible municipality of a line; skips null. */
export const always = (...codes: readonly (string | null | undefined)[]): readonly Involvement[] =>
  codes.flatMap((code) => (typeof code === 'string' ? [{ code, from: null, to: null }] : []));
