/** Days of a period, both included, as `yyyy-mm-dd`; null: open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** A municipality (CBS code) or provider (AGB code) and the days on which it was responsible, paid or delivered care. */
export interface Involvement extends Period {
  readonly code: string;
}

/** What an action is about: its region, its days, and who was involved in it when. */
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

/** How a code is involved in an object: in its days, only on other days, or not at all. */
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

/** Codes without limits in time, such as the payer and the responsible municipality of one line; null is left out. */
export const always = (...codes: readonly (string | null | undefined)[]): readonly Involvement[] =>
  codes.flatMap((code) => (typeof code === 'string' ? [{ code, from: null, to: null }] : []));
