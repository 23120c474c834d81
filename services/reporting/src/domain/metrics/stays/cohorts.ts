/**
 * Entry cohorts: all stays that began in the period, followed to the last day that is seen. Unlike stays that ended in a period, or that
 * run on a day, they are not a choice of short or long ones.
 */
import {
  isMeanEstimable,
  isQuantileEstimable,
  quantileOf,
  survival,
  type Observed,
  type Step,
} from '../../survival.js';
import { quantileInterval, shareAfter } from '../../survival-points.js';
import { begunIn, nightsOf, stayMetric } from '../window.js';
import type { Figure, Metric, Texts } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { example, whole } from './example.js';

type Value = Omit<Figure, 'of'>;

/** Stays as observed from their first day up to the last day that is seen. */
const observed = (stays: readonly Stay[], seen: number): Observed[] =>
  stays.map((stay) => ({ entry: 0, days: nightsOf(stay, seen), ended: stay.to <= seen }));

const stillAway = (percent: number): Texts => ({
  nl: `niet te schatten: meer dan ${percent} % is nog van huis, of te weinig verblijven duurden zo lang`,
  en: `not estimable: more than ${percent} % is still away, or too few stays lasted that long`,
});

const notFollowed = (days: number): Texts => ({
  nl: `niet te schatten: geen verblijf is ${days} dagen gevolgd`,
  en: `not estimable: no stay was followed for ${days} days`,
});

/** Note of a figure without a value: few stays would decide over those of many. */
export const tooFew: Texts = {
  nl: 'niet te schatten: te weinig verblijven waren zo lang bezig',
  en: 'not estimable: too few stays had lasted that long',
};

/** Duration that a share of the cohort outlasts, by Kaplan-Meier. */
export function quantileFigure(curve: readonly Step[], share: number, basis: number): Value {
  const value = isQuantileEstimable(curve, share) ? quantileOf(curve, share) : null;
  if (value === null)
    return basis === 0 ? { value, basis } : { value, basis, note: stillAway(Math.round(share * 100)) };
  const interval = quantileInterval(curve, share);
  return interval === null || interval.high === null
    ? { value, basis }
    : { value, basis, interval: [interval.low, interval.high] };
}

/** Share of the cohort that lasts longer than a number of days, by Kaplan-Meier. */
export function shareFigure(stays: readonly Observed[], days: number): Value {
  const basis = stays.length;
  if (basis === 0) return { value: null, basis };
  const curve = survival(stays);
  const isFollowed = curve.at(-1)?.surviving === 0 || stays.some((stay) => stay.days >= days);
  if (!isFollowed) return { value: null, basis, note: notFollowed(days) };
  if (!isMeanEstimable(curve, days + 1)) return { value: null, basis, note: tooFew };
  const { share, interval } = shareAfter(curve, days);
  return { value: share, basis, interval };
}

const shared = {
  grain: 'chain of adjoining stays of a youth, from its first day',
  source: 'Kaplan-Meier over the entry cohort; UC Berkeley CCWIP, Chapin Hall FCDA',
};

const quartile = (key: string, share: number, words: Texts, expected: number | null): Metric =>
  stayMetric(
    {
      ...shared,
      key,
      name: {
        nl: `Duur die ${words.nl} van de instroom niet overschrijdt`,
        en: `Duration of ${words.en} of the entries`,
      },
      definition: {
        nl: `Kleinste aantal dagen waarna ${words.nl} van de in de periode begonnen ketens voorbij is, lopende ketens meegerekend.`,
        en: `Shortest number of days after which ${words.en} of the chains begun in the period is over, running chains included.`,
      },
      unit: 'days',
      formula: `min days with S(days) <= ${share}`,
      vector: { given: example, expected: whole(expected) },
    },
    (seen) => begunIn(seen.facts.stays, seen),
    (stays, { seen }) => quantileFigure(survival(observed(stays, seen)), share, stays.length),
  );

const away = (days: number, expected: number | null): Metric =>
  stayMetric(
    {
      ...shared,
      key: `cohort-share-away-${days}-days`,
      name: {
        nl: `Aandeel van de instroom dat na ${days} dagen nog van huis is`,
        en: `Share of the entries still away after ${days} days`,
      },
      definition: {
        nl: `Aandeel van de in de periode begonnen ketens dat langer dan ${days} dagen duurt, lopende ketens meegerekend.`,
        en: `Share of the chains begun in the period that lasts longer than ${days} days, running chains included.`,
      },
      unit: 'share',
      formula: `S(${days})`,
      vector: { given: example, expected: whole(expected) },
    },
    (seen) => begunIn(seen.facts.stays, seen),
    (stays, { seen }) => shareFigure(observed(stays, seen), days),
  );

/** Figures of entry cohorts. */
export const cohortMetrics: readonly Metric[] = [
  quartile('cohort-days-first-quartile', 0.75, { nl: 'een kwart', en: 'a quarter' }, 50),
  quartile('cohort-days-median', 0.5, { nl: 'de helft', en: 'half' }, null),
  quartile('cohort-days-third-quartile', 0.25, { nl: 'driekwart', en: 'three quarters' }, null),
  away(30, 1),
  away(91, 0.6667),
  away(182, 0.6667),
  away(365, null),
  away(730, null),
];
