/** Durations of stays in a period: those that ended, and all that were running, ended and ongoing apart. */
import { OPEN, type Day } from '@regieboek/kernel';
import { isMeanEstimable, restrictedMean, survival, type Observed } from '../../survival.js';
import { medianInterval } from '../../survival-points.js';
import { meanInterval, restrictedMeanInterval } from '../../bootstrap.js';
import { endedIn, nightsOf, stayMetric } from '../window.js';
import type { Figure, Metric } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { quantileFigure, tooFew } from './cohorts.js';
import { example, ofDurations, whole } from './example.js';

type Value = Omit<Figure, 'of'>;

const HORIZON_DAYS = 730;

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

const withInterval = (value: Value, interval: { readonly low: number; readonly high: number | null } | null): Value =>
  interval === null || interval.high === null ? value : { ...value, interval: [interval.low, interval.high] };

function meanFigure(days: readonly number[]): Value {
  const basis = days.length;
  return basis === 0 ? { value: null, basis } : withInterval({ value: mean(days), basis }, meanInterval(days));
}

function medianFigure(days: readonly number[]): Value {
  const sorted = [...days].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) return { value: null, basis: 0 };
  const curve = survival(sorted.map((one) => ({ entry: 0, days: one, ended: true })));
  return withInterval({ value: (low + high) / 2, basis: sorted.length }, medianInterval(curve));
}

/** Stays as observed in a window: those that began before it enter at the duration they had (delayed entry). */
const observedWithin = (stays: readonly Stay[], from: Day, to: Day): Observed[] =>
  stays.map((stay) => ({
    // The night before the window counts as observed, because a departure on its first day is; earlier nights do not.
    entry: Math.max(from - stay.from - 1, 0),
    days: nightsOf(stay, to),
    ended: stay.to <= to,
  }));

function restrictedMeanFigure(stays: readonly Observed[]): Value {
  const basis = stays.length;
  if (basis === 0) return { value: null, basis };
  const curve = survival(stays);
  if (!isMeanEstimable(curve, HORIZON_DAYS)) return { value: null, basis, note: tooFew };
  return withInterval(
    { value: restrictedMean(curve, HORIZON_DAYS), basis },
    restrictedMeanInterval(stays, HORIZON_DAYS),
  );
}

const shared = { unit: 'days', grain: 'chain of adjoining stays of a youth, of any form and provider' } as const;
const running = 'Kaplan-Meier with delayed entry over all chains that ran in the period';

/** Figures of durations. */
export const durationMetrics: readonly Metric[] = [
  stayMetric(
    {
      ...shared,
      key: 'stay-days-mean-ended',
      name: { nl: 'Gemiddelde duur van beëindigde verblijven', en: 'Mean duration of ended stays' },
      definition: {
        nl: 'Gemiddeld aantal nachten van de ketens die in de periode eindigden; lopende verblijven tellen niet mee.',
        en: 'Mean number of nights of the chains that ended in the period; running stays do not count.',
      },
      formula: 'mean of nights over stays-ended; interval by bootstrap',
      source: 'CBS 85097NED (gemiddelde duur van beëindigde trajecten), over ketens',
      vector: { given: example, expected: whole(27.5) },
    },
    (seen) => endedIn(seen.facts.stays, seen),
    (stays, { to }) => meanFigure(stays.map((stay) => nightsOf(stay, to))),
  ),
  stayMetric(
    {
      ...shared,
      key: 'stay-days-median-ended',
      name: { nl: 'Mediaan van de duur van beëindigde verblijven', en: 'Median duration of ended stays' },
      definition: {
        nl: 'Middelste aantal nachten van de ketens die in de periode eindigden; lopende verblijven tellen niet mee.',
        en: 'Middle number of nights of the chains that ended in the period; running stays do not count.',
      },
      formula: 'median of nights over stays-ended',
      source: 'CBS 85097NED, over ketens',
      vector: { given: example, expected: whole(27.5) },
    },
    (seen) => endedIn(seen.facts.stays, seen),
    (stays, { to }) => medianFigure(stays.map((stay) => nightsOf(stay, to))),
  ),
  stayMetric(
    {
      ...shared,
      key: 'stay-days-median',
      name: {
        nl: 'Mediaan van de verblijfsduur, met lopende verblijven',
        en: 'Median duration of stays, running ones included',
      },
      definition: {
        nl: 'Aantal nachten dat de helft van de verblijven niet overschrijdt, over alle ketens die in de periode liepen.',
        en: 'Number of nights that half of the stays do not outlast, over all chains that ran in the period.',
      },
      formula: `${running}: min days with S(days) <= 0.5`,
      source: 'Kaplan and Meier (1958); Brookmeyer and Crowley (1982)',
      vector: { given: ofDurations, expected: whole(30) },
    },
    ({ facts, from, to }) => facts.stays.filter((stay) => stay.from <= to && (stay.to === OPEN || stay.to >= from)),
    (stays, { from, to }) => quantileFigure(survival(observedWithin(stays, from, to)), 0.5, stays.length),
  ),
  stayMetric(
    {
      ...shared,
      key: 'stay-days-restricted-mean',
      name: {
        nl: 'Gemiddelde verblijfsduur tot twee jaar, met lopende verblijven',
        en: 'Mean duration of stays up to two years, running ones included',
      },
      definition: {
        nl: 'Gemiddeld aantal nachten als elk verblijf na twee jaar wordt afgekapt, over alle ketens die in de periode liepen.',
        en: 'Mean number of nights when every stay is cut off at two years, over all chains that ran in the period.',
      },
      formula: `${running}: area under S up to ${HORIZON_DAYS} days; interval by bootstrap`,
      source: 'Royston and Parmar (2013)',
      vector: { given: ofDurations, expected: whole(210) },
    },
    ({ facts, from, to }) => facts.stays.filter((stay) => stay.from <= to && (stay.to === OPEN || stay.to >= from)),
    (stays, { from, to }) => restrictedMeanFigure(observedWithin(stays, from, to)),
  ),
];
