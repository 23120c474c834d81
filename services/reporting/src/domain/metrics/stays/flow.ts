/** Stock and flow of stays: how many run, begin for the first time or again, and end. */
import { OPEN } from '@regieboek/kernel';
import { begunIn, countOf, endedIn, inUseOn, nightsOf, stayMetric, type StayMetric } from '../window.js';
import type { Metric } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { example, whole } from './example.js';

const of = (described: Pick<StayMetric, 'key' | 'name' | 'definition' | 'formula' | 'vector' | 'partOf'>) => ({
  ...{ unit: 'count' as const, grain: 'chain of adjoining stays of a youth, of any form and provider' },
  source: 'Jeugdwet art. 1.1 (woonplaatsbeginsel, WPB-K1); CBS, stand en stroom',
  ...described,
});

/** Nights of stays in a window: the day of departure has none. */
export const nightsWithin = (stays: readonly Stay[], from: number, to: number): number =>
  stays.reduce((sum, stay) => {
    const first = Math.max(stay.from, from);
    const last = Math.min(stay.to === OPEN ? Infinity : stay.to - 1, to);
    return sum + Math.max(last - first + 1, 0);
  }, 0);

/** Figures of stock and flow. */
export const flowMetrics: readonly Metric[] = [
  stayMetric(
    of({
      key: 'stays-first-entries',
      partOf: 'stays-started-by-chain',
      name: { nl: 'Eerste keer van huis', en: 'First entries' },
      definition: {
        nl: 'Ketens die in de periode begonnen van jeugdigen die niet eerder van huis waren, voor zover vastgelegd.',
        en: 'Chains begun in the period of youths who were not away from home before, as far as recorded.',
      },
      formula: 'count of chains begun that are the first of their youth',
      vector: { given: example, expected: whole(2) },
    }),
    (seen) => begunIn(seen.facts.stays, seen).filter(({ order }) => order === 1),
    countOf,
  ),
  stayMetric(
    of({
      key: 'stays-re-entries',
      partOf: 'stays-started-by-chain',
      name: { nl: 'Opnieuw van huis', en: 'Re-entries' },
      definition: {
        nl: 'Ketens die in de periode begonnen van jeugdigen die eerder van huis waren.',
        en: 'Chains begun in the period of youths who were away from home before.',
      },
      formula: 'count of chains begun that are not the first of their youth',
      vector: { given: example, expected: whole(1) },
    }),
    (seen) => begunIn(seen.facts.stays, seen).filter(({ order }) => order > 1),
    countOf,
  ),
  stayMetric(
    of({
      key: 'stays-ended',
      name: { nl: 'Beëindigde verblijven', en: 'Stays ended' },
      definition: {
        nl: 'Ketens waarvan de laatste dag in de periode valt.',
        en: 'Chains whose last day is in the period.',
      },
      formula: 'count of chains with from <= last day <= to',
      vector: { given: example, expected: whole(2) },
    }),
    (seen) => endedIn(seen.facts.stays, seen),
    countOf,
  ),
  stayMetric(
    of({
      key: 'stays-running',
      name: { nl: 'Lopende verblijven op de laatste dag', en: 'Stays running on the last day' },
      definition: {
        nl: 'Ketens met een nacht die op de laatste dag van de periode begint, of op de laatste dag die is gezien.',
        en: 'Chains with a night that begins on the last day of the period, or on the last day that is seen.',
      },
      formula: 'count of chains with first day <= to < last day',
      vector: { given: example, expected: whole(2) },
    }),
    (seen) => inUseOn(seen.facts.stays, seen.to),
    countOf,
  ),
  stayMetric(
    {
      ...of({
        key: 'stay-nights',
        name: { nl: 'Nachten van huis', en: 'Nights away from home' },
        definition: {
          nl: 'Nachten van ketens in de periode; de dag van vertrek heeft er geen.',
          en: 'Nights of chains in the period; the day of departure has none.',
        },
        formula: 'sum over chains of the nights within the period',
        vector: { given: example, expected: whole(574) },
      }),
      unit: 'nights',
    },
    ({ facts, from, to }) => facts.stays.filter((stay) => stay.from <= to && stay.to >= from),
    (stays, { from, to }) => ({ value: nightsWithin(stays, from, to), basis: stays.length }),
  ),
  stayMetric(
    {
      ...of({
        key: 'stay-days-ongoing',
        name: {
          nl: 'Verstreken duur van lopende verblijven, gemiddeld',
          en: 'Elapsed duration of running stays, mean',
        },
        definition: {
          nl: 'Gemiddeld aantal nachten tot en met de laatste dag van de ketens die dan lopen; geen duur van afgeronde verblijven.',
          en: 'Mean number of nights up to the last day of the chains that run on it; not a duration of ended stays.',
        },
        formula: 'mean of nights so far over stays-running',
        vector: { given: example, expected: whole(260) },
      }),
      unit: 'days',
    },
    (seen) => inUseOn(seen.facts.stays, seen.to),
    (stays, { to }) => ({
      value: stays.length === 0 ? null : stays.reduce((sum, stay) => sum + nightsOf(stay, to), 0) / stays.length,
      basis: stays.length,
    }),
  ),
];
