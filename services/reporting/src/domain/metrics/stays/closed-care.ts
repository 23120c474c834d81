/** Published figures of closed youth care, by the definitions of their publishers. */
import { addMonths, toDay, type Day } from '@regieboek/kernel';
import { placementsOf } from '../stays.js';
import { endedIn, inUseOn, shareOf, countOf, nightsOf, stayMetric, type Seen } from '../window.js';
import type { Figure, Metric, Texts } from '../metric.js';
import type { RegionFacts, Stay } from '../region-facts.js';
import { isClosed } from './definitions.js';
import { example, whole } from './example.js';

/** Placements in closed care that ended in the window. */
const ended = (seen: Seen): Stay[] => endedIn(placementsOf(seen.facts, isClosed), seen);

/** True for a placement that lasted from `low` up to but not including `high` months of the calendar. */
const lasted = ({ from, to }: Stay, low: number, high: number): boolean =>
  addMonths(from, low) <= to && (high === Infinity || to < addMonths(from, high));

const CBS = 'CBS, maatwerktabel gesloten jeugdhulp 29-7-2025 (duurklassen); klassen in kalendermaanden: ASSUMPTION';

/** The seven classes of duration of CBS, in months. */
const classes: readonly (readonly [key: string, low: number, high: number, name: Texts])[] = [
  ['0-3-months', 0, 3, { nl: 'korter dan 3 maanden', en: 'less than 3 months' }],
  ['3-6-months', 3, 6, { nl: '3 tot 6 maanden', en: '3 to 6 months' }],
  ['6-12-months', 6, 12, { nl: '6 tot 12 maanden', en: '6 to 12 months' }],
  ['1-2-years', 12, 24, { nl: '1 tot 2 jaar', en: '1 to 2 years' }],
  ['2-3-years', 24, 36, { nl: '2 tot 3 jaar', en: '2 to 3 years' }],
  ['3-4-years', 36, 48, { nl: '3 tot 4 jaar', en: '3 to 4 years' }],
  ['over-4-years', 48, Infinity, { nl: '4 jaar of langer', en: '4 years or longer' }],
];

const classMetric = ([key, low, high, name]: (typeof classes)[number]): Metric =>
  stayMetric(
    {
      key: `closed-ended-cbs-${key}`,
      partOf: 'closed-ended-cbs',
      name: { nl: `Gesloten jeugdhulp, beëindigd na ${name.nl}`, en: `Closed care, ended after ${name.en}` },
      definition: {
        nl: `Plaatsingen in gesloten jeugdhulp die in de periode eindigden en ${name.nl} duurden.`,
        en: `Placements in closed care that ended in the period and lasted ${name.en}.`,
      },
      unit: 'count',
      grain: 'placement in closed care',
      formula: `count of placements ended with first day + ${low} months <= last day${high === Infinity ? '' : ` < first day + ${high} months`}`,
      source: CBS,
      vector: { given: example, expected: whole(low === 0 ? 1 : 0) },
    },
    ended,
    (stays) => ({ value: stays.filter((stay) => lasted(stay, low, high)).length, basis: stays.length }),
  );

const njiShare = (key: string, [low, high]: readonly [number, number], words: Texts, expected: number): Metric =>
  stayMetric(
    {
      key,
      name: { nl: `Gesloten jeugdhulp: aandeel ${words.nl}`, en: `Closed care: share ${words.en}` },
      definition: {
        nl: `Aandeel van de in de periode beëindigde plaatsingen in gesloten jeugdhulp dat ${words.nl} duurde.`,
        en: `Share of the placements in closed care ended in the period that lasted ${words.en}.`,
      },
      unit: 'share',
      grain: 'placement in closed care',
      formula: `placements ended that lasted ${words.en} / placements ended`,
      source: 'NJi, cijfers over gesloten jeugdhulp',
      vector: { given: example, expected: whole(expected) },
    },
    ended,
    (stays) => shareOf(stays.filter((stay) => lasted(stay, low, high)).length, stays.length),
  );

/** Places for closed care on a day, over the contracts. */
const closedPlacesOn = ({ contracts }: RegionFacts, day: Day): number =>
  contracts
    .flatMap(({ capacity }) => capacity)
    .filter(({ form, from, to }) => isClosed(form) && toDay(from) <= day && (to === null || day <= toDay(to)))
    .reduce((sum, { places }) => sum + places, 0);

const CENT = 100;

/** Share of places in use as the monitor prints it: in whole percents, rounded up. */
export function monitorShare(youths: number, places: number): Omit<Figure, 'of'> {
  const { value, basis } = shareOf(youths, places);
  if (value === null) return { value, basis, note: { nl: 'geen plaatsen afgesproken', en: 'no places agreed' } };
  return { value: Math.ceil((youths * CENT) / places) / CENT, basis };
}

const JZPLUS = 'Jeugdautoriteit, monitor JeugdzorgPlus (stand op peildatum); NZa vanaf 2026';

const onReferenceDay = {
  ...example,
  to: '2025-04-01',
  places: [{ group: 'gesloten', form: 'jeugdzorgplus', places: 6, from: '2025-01-01', to: null }],
} as const;

/** Figures of closed care. */
export const closedCareMetrics: readonly Metric[] = [
  stayMetric(
    {
      key: 'closed-ended-cbs',
      name: { nl: 'Gesloten jeugdhulp, beëindigde plaatsingen', en: 'Closed care, placements ended' },
      definition: {
        nl: 'Plaatsingen in gesloten jeugdhulp die in de periode eindigden.',
        en: 'Placements in closed care that ended in the period.',
      },
      unit: 'count',
      grain: 'placement in closed care',
      formula: 'count of placements with from <= last day <= to',
      source: CBS,
      vector: { given: example, expected: whole(1) },
    },
    ended,
    countOf,
  ),
  ...classes.map(classMetric),
  njiShare('closed-share-nji-under-1-month', [0, 1], { nl: 'korter dan 1 maand', en: 'less than 1 month' }, 0),
  njiShare('closed-share-nji-over-1-year', [12, Infinity], { nl: 'een jaar of langer', en: 'a year or longer' }, 0),
  stayMetric(
    {
      key: 'closed-days-mean-cbs',
      name: {
        nl: 'Gesloten jeugdhulp: gemiddelde duur van beëindigde plaatsingen',
        en: 'Closed care: mean duration of ended placements',
      },
      definition: {
        nl: 'Gemiddeld aantal dagen van plaatsingen in gesloten jeugdhulp die in de periode eindigden.',
        en: 'Mean number of days of placements in closed care that ended in the period.',
      },
      unit: 'days',
      grain: 'placement in closed care',
      formula: 'mean of nights over placements ended',
      source: CBS,
      vector: { given: example, expected: whole(40) },
    },
    ended,
    (stays, { to }) => {
      const nights = stays.reduce((sum, stay) => sum + nightsOf(stay, to), 0);
      return { ...shareOf(nights, stays.length) };
    },
  ),
  stayMetric(
    {
      key: 'closed-youths-jzplus',
      name: { nl: 'Jeugdigen in gesloten jeugdhulp op de peildatum', en: 'Youths in closed care on the reference day' },
      definition: {
        nl: 'Jeugdigen in gesloten jeugdhulp in de nacht die op de laatste dag van de periode begint.',
        en: 'Youths in closed care in the night that begins on the last day of the period.',
      },
      unit: 'count',
      grain: 'youth in closed care in one night',
      formula: 'count of placements with first day <= to < last day',
      source: JZPLUS,
      vector: { given: onReferenceDay, expected: whole(1) },
    },
    (seen) => inUseOn(placementsOf(seen.facts, isClosed), seen.to),
    countOf,
  ),
  stayMetric(
    {
      key: 'closed-occupancy-jzplus',
      name: {
        nl: 'Bezetting gesloten jeugdhulp op de peildatum, als in de monitor',
        en: 'Occupancy of closed care on the reference day, as in the monitor',
      },
      definition: {
        nl: 'Jeugdigen in gesloten jeugdhulp op de peildatum gedeeld door de afgesproken plaatsen, naar boven afgerond op hele procenten.',
        en: 'Youths in closed care on the reference day divided by the agreed places, rounded up to whole percents.',
      },
      unit: 'share',
      grain: 'place for closed care in one night',
      formula: 'ceil(100 x closed-youths-jzplus / places) / 100',
      source: `${JZPLUS}; 30-6-2025: 421 van 525 plaatsen is daar 81 %`,
      cuts: [],
      vector: { given: onReferenceDay, expected: whole(0.17) },
    },
    (seen) => inUseOn(placementsOf(seen.facts, isClosed), seen.to),
    (stays, { facts, to }) => monitorShare(stays.length, closedPlacesOn(facts, to)),
  ),
];
