/** Agreed and occupied places per night, to be added up or averaged. */
import { civil, toDay, type Interval } from '@regieboek/kernel';
import { occupancy } from '../../occupancy.js';
import type { Cut, Figure, FigureQuestion } from '../metric.js';
import type { RegionFacts } from '../region-facts.js';

/** Ways to divide places. */
export const placeCuts = ['provider', 'form', 'year'] as const satisfies readonly Cut[];

/** A night of a form of stay at a provider. */
export interface PlaceNight {
  readonly provider: string;
  readonly form: string;
  readonly day: number;
  readonly places: number;
  readonly occupied: number;
}

/** Nights of a question, up to the last day that is seen. */
export const nightsOf = (facts: RegionFacts, { from, to }: FigureQuestion): Interval => ({
  from: toDay(from),
  to: Math.min(toDay(to), facts.seen),
});

/** Every night of every form of stay with places in a contract. */
export const placeNightsOf = (facts: RegionFacts, window: Interval): PlaceNight[] =>
  occupancy(facts.careOfYouths, facts.contracts, window).flatMap(({ provider, form, nights }) =>
    nights.map((night) => ({ provider, form, ...night })),
  );

const valueOf = ({ provider, form, day }: PlaceNight, by: (typeof placeCuts)[number]): string =>
  ({ provider, form, year: String(civil(day).year) })[by];

/** Number of nights of a window, or of those in one of its years. */
function lengthOf({ from, to }: Interval, year: string | undefined): number {
  let nights = 0;
  for (let day = from; day <= to; day += 1) if (year === undefined || String(civil(day).year) === year) nights += 1;
  return nights;
}

/** A figure of all nights, or one for every value of a cut; `nights` is the length of the period, or of the year. */
export function placeFigures(
  facts: RegionFacts,
  question: FigureQuestion,
  figureOf: (own: readonly PlaceNight[], nights: number) => Omit<Figure, 'of'>,
): Figure[] {
  const window = nightsOf(facts, question);
  const all = placeNightsOf(facts, window);
  const by = placeCuts.find((cut) => cut === question.by);
  if (by === undefined) return [{ of: null, ...figureOf(all, lengthOf(window, undefined)) }];
  return [...Map.groupBy(all, (night) => valueOf(night, by))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([of, own]) => ({ of, ...figureOf(own, lengthOf(window, by === 'year' ? of : undefined)) }));
}
