/** Competing ends of stays: the share that has ended in each way after a year (Aalen-Johansen). */
import { stayForms } from '@regieboek/residence';
import { cumulativeIncidence, type CompetingEnd } from '../../competing-ends.js';
import { oncePerFacts, placementsOf } from '../stays.js';
import { begunIn, nightsOf, stayMetric, type Seen } from '../window.js';
import type { Figure, Metric, Texts } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { tooFew } from './cohorts.js';
import { endKinds, endOf, type EndKind } from './end-kinds.js';
import { example, whole } from './example.js';

const HORIZON_DAYS = 365;

/** With fewer placements one of them would decide. */
const BASIS_MIN = 5;

const words: Readonly<Record<EndKind, Texts>> = {
  home: { nl: 'naar huis', en: 'home' },
  'family-form': {
    nl: 'naar een gezinsvorm (pleegzorg, gezinshuis)',
    en: 'to a family form (foster care, family home)',
  },
  'other-provider': { nl: 'naar een andere aanbieder', en: 'to another provider' },
  adult: { nl: 'wegens het bereiken van 18 jaar', en: 'on turning 18' },
  'closed-to-open': { nl: 'van gesloten naar open', en: 'from closed to open care' },
  other: {
    nl: 'anders (andere vorm bij dezelfde aanbieder, ander domein, overlijden)',
    en: 'otherwise (other form at the same provider, other domain, death)',
  },
};

/** The stay of a youth that follows a placement: the first other one that ends later. */
function nextOf(stay: Stay, own: readonly Stay[]): Stay['parts'][number] | undefined {
  return own.find((one) => one !== stay && one.from >= stay.from && one.to > stay.to)?.parts[0];
}

/** Placements with how they ended, as far as seen. */
const allEnds = oncePerFacts((facts): ReadonlyMap<Stay, CompetingEnd<EndKind>> => {
  const placements = placementsOf(facts, (form) => stayForms.has(form));
  const ends = new Map<Stay, CompetingEnd<EndKind>>();
  for (const own of Map.groupBy(placements, ({ youth }) => youth).values())
    for (const stay of own) {
      const kind = stay.to > facts.seen ? null : endOf(stay, nextOf(stay, own));
      ends.set(stay, { days: nightsOf(stay, facts.seen), kind });
    }
  return ends;
});

function figureOf(kind: EndKind, stays: readonly Stay[], seen: Seen): Omit<Figure, 'of'> {
  const basis = stays.length;
  if (basis === 0) return { value: null, basis };
  const all = allEnds(seen.facts);
  const ends = stays.flatMap((stay) => all.get(stay) ?? []);
  if (basis < BASIS_MIN) return { value: null, basis, note: tooFew };
  return { value: cumulativeIncidence(ends, HORIZON_DAYS).get(kind) ?? 0, basis };
}

const expected: Readonly<Record<EndKind, number>> = {
  home: 0.2,
  'family-form': 0,
  'other-provider': 0.2,
  adult: 0,
  'closed-to-open': 0.2,
  other: 0,
};

const endMetric = (kind: EndKind): Metric =>
  stayMetric(
    {
      key: `placements-ended-${kind}-within-1-year`,
      name: {
        nl: `Plaatsing eindigt binnen een jaar ${words[kind].nl}`,
        en: `Placement ends within a year ${words[kind].en}`,
      },
      definition: {
        nl: `Aandeel van de in de periode begonnen plaatsingen (een aanbieder, een vorm) dat binnen ${HORIZON_DAYS} dagen eindigt ${words[kind].nl}, lopende meegerekend.`,
        en: `Share of the placements begun in the period (one provider, one form) that ends within ${HORIZON_DAYS} days ${words[kind].en}, running ones included.`,
      },
      unit: 'share',
      grain: 'record of a stay at one provider in one form',
      formula: `cumulative incidence (Aalen-Johansen) of this end at ${HORIZON_DAYS} days; all ends and S(${HORIZON_DAYS}) add up to 1`,
      source: 'Aalen and Johansen (1978); JZ588 (RedenBeeindiging) and the next stay',
      vector: { given: example, expected: whole(expected[kind]) },
    },
    (seen) =>
      begunIn(
        placementsOf(seen.facts, (form) => stayForms.has(form)),
        seen,
      ),
    (stays, seen) => figureOf(kind, stays, seen),
  );

/** Figures of competing ends. */
export const endMetrics: readonly Metric[] = endKinds.map(endMetric);
