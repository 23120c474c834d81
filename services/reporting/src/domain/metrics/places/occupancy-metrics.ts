/** Agreed places and how many of them are occupied. */
import type { Figure, Metric, Texts } from '../metric.js';
import type { GivenFacts } from '../given-facts.js';
import { isClosed } from '../stays/definitions.js';
import { placeCuts, placeFigures, type PlaceNight } from './occupied-places.js';

const source = 'Jeugdwet art. 2.19; contracten van de jeugdregio (capaciteit)';

/** A group that goes from 3 to 2 places, with one youth all five nights and another for two, and a closed group of 1 place. */
const example: GivenFacts = {
  from: '2025-03-01',
  to: '2025-03-05',
  places: [
    { group: 'Kade', form: 'verblijf', places: 3, from: '2025-01-01', to: '2025-03-02' },
    { group: 'Kade', form: 'verblijf', places: 2, from: '2025-03-03', to: null },
    { provider: '99990002', group: 'Dijk', form: 'jeugdzorgplus', places: 1, from: '2025-01-01', to: null },
  ],
  stays: [
    { youth: 'a', from: '2025-02-01' },
    { youth: 'b', from: '2025-03-02', to: '2025-03-04' },
    { youth: 'c', from: '2025-03-04', provider: '99990002', form: 'jeugdzorgplus' },
  ],
};

const sumOf = (nights: readonly PlaceNight[], of: 'places' | 'occupied'): number =>
  nights.reduce((sum, night) => sum + night[of], 0);

const perNight =
  (of: 'places' | 'occupied') =>
  (own: readonly PlaceNight[], nights: number): Omit<Figure, 'of'> => ({
    value: own.length === 0 ? null : sumOf(own, of) / nights,
    basis: own.length,
  });

const shareOccupied = (own: readonly PlaceNight[]): Omit<Figure, 'of'> => {
  const places = sumOf(own, 'places');
  return { value: places === 0 ? null : sumOf(own, 'occupied') / places, basis: own.length };
};

const placesOf = (own: readonly PlaceNight[], last: 'first' | 'last'): Omit<Figure, 'of'> => {
  const days = own.map(({ day }) => day);
  const day = last === 'first' ? Math.min(...days) : Math.max(...days);
  const on = own.filter((night) => night.day === day);
  return { value: own.length === 0 ? null : sumOf(on, 'places'), basis: own.length };
};

/** A figure of places: which nights count, and the figure of those. */
interface PlaceMetric extends Pick<Metric, 'key' | 'name' | 'definition' | 'unit' | 'formula'> {
  readonly counts?: (night: PlaceNight) => boolean;
  readonly figureOf: (own: readonly PlaceNight[], nights: number) => Omit<Figure, 'of'>;
  readonly expected: number;
}

const metricOf = ({ counts = () => true, figureOf, expected, ...described }: PlaceMetric): Metric => ({
  ...described,
  ...{ grain: 'night of a form of stay at a provider with places in a contract', source, cuts: placeCuts },
  vector: { given: example, expected: [{ of: null, value: expected }] },
  measure: (facts, question) => placeFigures(facts, question, (own, nights) => figureOf(own.filter(counts), nights)),
});

const closed = ({ form }: PlaceNight): boolean => isClosed(form);

const definition = (nl: string, en: string): Texts => ({ nl, en });

/** Figures of places. */
export const occupancyMetrics: readonly Metric[] = [
  metricOf({
    key: 'places-average',
    name: { nl: 'Plaatsen, gemiddeld', en: 'Places, average' },
    definition: definition(
      'Gecontracteerde plaatsen, gemiddeld over de nachten van de periode.',
      'Agreed places, averaged over the nights of the period.',
    ),
    ...{ unit: 'places', formula: 'sum of places per night / nights', figureOf: perNight('places'), expected: 3.4 },
  }),
  metricOf({
    key: 'places-first-night',
    name: { nl: 'Plaatsen, eerste nacht', en: 'Places, first night' },
    definition: definition(
      'Gecontracteerde plaatsen op de eerste nacht van de periode met plaatsen.',
      'Agreed places on the first night of the period that has places.',
    ),
    ...{ unit: 'places', formula: 'places on the first night', expected: 4 },
    figureOf: (own) => placesOf(own, 'first'),
  }),
  metricOf({
    key: 'places-last-night',
    name: { nl: 'Plaatsen, laatste nacht', en: 'Places, last night' },
    definition: definition(
      'Gecontracteerde plaatsen op de laatste nacht van de periode met plaatsen.',
      'Agreed places on the last night of the period that has places.',
    ),
    ...{ unit: 'places', formula: 'places on the last night', expected: 3 },
    figureOf: (own) => placesOf(own, 'last'),
  }),
  metricOf({
    key: 'places-occupied-average',
    name: { nl: 'Bezette plaatsen, gemiddeld', en: 'Places occupied, average' },
    definition: definition(
      'Jeugdigen die op gecontracteerde plaatsen verblijven, gemiddeld over de nachten van de periode.',
      'Youths who stay at agreed places, averaged over the nights of the period.',
    ),
    ...{ unit: 'places', formula: 'sum of youths per night / nights', figureOf: perNight('occupied'), expected: 1.8 },
  }),
  metricOf({
    key: 'places-occupied-share',
    name: { nl: 'Bezettingsgraad', en: 'Occupancy' },
    definition: definition(
      'Bezette nachten als aandeel van de nachten van gecontracteerde plaatsen; boven 1 waren er meer jeugdigen dan plaatsen.',
      'Occupied nights as a share of the nights of agreed places; above 1 there were more youths than places.',
    ),
    ...{ unit: 'share', formula: 'occupied nights / place nights', figureOf: shareOccupied, expected: 0.5294 },
  }),
  metricOf({
    key: 'places-closed-average',
    name: { nl: 'Gesloten plaatsen, gemiddeld', en: 'Closed places, average' },
    definition: definition(
      'Gecontracteerde plaatsen voor gesloten jeugdhulp, gemiddeld over de nachten van de periode.',
      'Agreed places for closed care, averaged over the nights of the period.',
    ),
    ...{ unit: 'places', formula: 'sum of closed places per night / nights', counts: closed, expected: 1 },
    figureOf: perNight('places'),
  }),
  metricOf({
    key: 'places-closed-occupied-average',
    name: { nl: 'Bezette gesloten plaatsen, gemiddeld', en: 'Closed places occupied, average' },
    definition: definition(
      'Jeugdigen op gecontracteerde plaatsen voor gesloten jeugdhulp, gemiddeld over de nachten van de periode.',
      'Youths at agreed places for closed care, averaged over the nights of the period.',
    ),
    ...{ unit: 'places', formula: 'sum of youths at closed places per night / nights', counts: closed, expected: 0.4 },
    figureOf: perNight('occupied'),
  }),
];
