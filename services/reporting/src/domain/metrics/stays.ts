import { merge, type Day } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { Stay, StayPart } from './region-facts.js';

/** All care of a youth, of which the forms of stay count. */
export interface YouthStays {
  readonly youth: string;
  readonly birth: Day;
  readonly parts: readonly StayPart[];
  /** Municipality that is responsible on a day of stay; null: undetermined. */
  readonly municipalityOn: (day: Day) => string | null;
}

/** Chains of stays in order of first day, up to the last day that is seen; a gap of at most this many days does not break a chain. */
export function staysOf(
  youths: Iterable<YouthStays>,
  { gapToleranceDays, seen }: { readonly gapToleranceDays: number; readonly seen: Day },
): Stay[] {
  const stays: Stay[] = [];
  for (const { youth, birth, parts, municipalityOn } of youths) {
    const own = parts.filter(({ form, from }) => stayForms.has(form) && from <= seen).sort((a, b) => a.from - b.from);
    for (const [index, { from, to }] of merge(own, gapToleranceDays).entries())
      stays.push({
        ...{ youth, birth, from, to, order: index + 1, municipality: municipalityOn(from) },
        parts: own.filter((part) => part.from <= to && from <= part.to),
      });
  }
  return stays.sort((a, b) => a.from - b.from);
}
