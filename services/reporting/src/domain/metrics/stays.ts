import { merge, OPEN, type Day } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { RegionFacts, Stay, YouthCare } from './region-facts.js';

/** Chains of stays in order of first day, up to the last day that is seen; a gap of at most this many days does not break a chain. */
export function staysOf(
  youths: Iterable<YouthCare>,
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

/** Forms of care with nights elsewhere that are not a stay under the residence principle: respite and long-term care. */
const otherNights: ReadonlySet<string> = new Set(['logeren', 'wlz-verblijf']);

/** True for a form of care with nights away from home. */
export const isOvernight = (form: string): boolean => stayForms.has(form) || otherNights.has(form);

/** Something that follows from facts, made once for all figures of these facts. */
export function oncePerFacts<Result>(make: (facts: RegionFacts) => Result): (facts: RegionFacts) => Result {
  const made = new WeakMap<RegionFacts, { readonly result: Result }>();
  return (facts) => {
    const known = made.get(facts) ?? { result: make(facts) };
    made.set(facts, known);
    return known.result;
  };
}

/** All care with nights elsewhere, each record apart, in order of first day. */
const allPlacements = oncePerFacts(({ youths, seen }): readonly Stay[] =>
  youths
    .flatMap(({ youth, birth, parts, municipalityOn }) =>
      parts
        .filter(({ form, from }) => isOvernight(form) && from <= seen)
        .map((part, index): Stay => ({
          ...{ youth, birth, from: part.from, to: part.to, order: index + 1, parts: [part] },
          municipality: municipalityOn(part.from),
        })),
    )
    .sort((a, b) => a.from - b.from),
);

/** Care with nights elsewhere of certain forms, each record apart: one provider, one form, in order of first day. */
export const placementsOf = (facts: RegionFacts, wants: (form: string) => boolean): Stay[] =>
  allPlacements(facts).filter(({ parts: [part] }) => part !== undefined && wants(part.form));

/** Care with nights elsewhere of one youth, merged where `gapDays` allows it: -1 merges what overlaps, 0 what adjoins too. */
function mergedOf({ youth, birth, parts, municipalityOn }: YouthCare, gapDays: number, seen: number): Stay[] {
  const own = parts.filter(({ from }) => from <= seen);
  return merge(own, gapDays).map(({ from, to }, index) => ({
    ...{ youth, birth, from, to, order: index + 1, municipality: municipalityOn(from) },
    parts: own.filter((part) => part.from <= to && from <= part.to),
  }));
}

/** Trajectories as CBS counts them: overlapping records of one form are one, adjoining ones are not. */
export const trajectoriesOf = ({ youths, seen }: RegionFacts): Stay[] =>
  youths.flatMap((youth) =>
    [...Map.groupBy(youth.parts, ({ form }) => form)]
      .filter(([form]) => isOvernight(form))
      .flatMap(([, parts]) => mergedOf({ ...youth, parts }, -1, seen)),
  );

/** Help with a stay of at least one period of 24 hours (etmaal), as the Jeugdwet of 2026 defines it: adjoining records are one. */
export const etmaalStaysOf = ({ youths, seen }: RegionFacts): Stay[] =>
  youths.flatMap((youth) => {
    const nights = youth.parts.filter(
      ({ form, from, to }) => isOvernight(form) && (to === OPEN ? from < seen : from < to),
    );
    return mergedOf({ ...youth, parts: nights }, 0, seen);
  });
