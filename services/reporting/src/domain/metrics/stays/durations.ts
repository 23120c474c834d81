/** Durations of stays in a period: those that ended, and all that were running, ended and ongoing apart. */
import { addMonths, OPEN, type Day } from '@regieboek/kernel';
import { isMeanEstimable, restrictedMean, survival, type Observed } from '../../survival.js';
import { medianInterval } from '../../survival-points.js';
import { meanInterval, restrictedMeanInterval } from '../../bootstrap.js';
import {
  HORIZON_DAYS,
  mean,
  median,
  observedIn,
  SMALL_GROUP_BEGINS,
  SMALL_GROUP_YEARS,
} from '../../stay-statistics.js';
import { begunIn, endedIn, nightsOf, stayMetric, type Seen } from '../window.js';
import type { Figure, Metric } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { quantileFigure, tooFew } from './cohorts.js';
import { example, ofDurations, whole } from './example.js';

type Value = Omit<Figure, 'of'>;

const threeYearsTo = ({ asked }: Seen): Day => addMonths(asked + 1, -12 * SMALL_GROUP_YEARS);

const ranIn = (seen: Seen): readonly Stay[] => {
  const first = Math.min(threeYearsTo(seen), seen.from);
  return seen.facts.stays.filter((stay) => stay.from <= seen.to && (stay.to === OPEN || stay.to >= first));
};

const withInterval = (value: Value, interval: { readonly low: number; readonly high: number | null } | null): Value =>
  interval === null || interval.high === null ? value : { ...value, interval: [interval.low, interval.high] };

function meanFigure(days: readonly number[]): Value {
  const basis = days.length;
  return basis === 0 ? { value: null, basis } : withInterval({ value: mean(days), basis }, meanInterval(days));
}

function medianFigure(days: readonly number[]): Value {
  const curve = survival(days.map((one) => ({ entry: 0, days: one, ended: true })));
  return withInterval({ value: median(days), basis: days.length }, medianInterval(curve));
}

/** Stays that ran in the period or, of groups with few beginnings, in the three years up to its end. */
function observedOf(stays: readonly Stay[], seen: Seen): Observed[] {
  const isSmall = begunIn(stays, seen).length < SMALL_GROUP_BEGINS;
  return observedIn(stays, isSmall ? threeYearsTo(seen) : seen.from, seen.to);
}

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
const running =
  'Kaplan-Meier with delayed entry over all chains that ran in the period, or in three years if fewer than 16 began in it';

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
        nl: 'Aantal nachten dat de helft van de verblijven niet overschrijdt, over alle ketens die in de periode liepen, of in drie jaar als er minder dan 16 begonnen.',
        en: 'Number of nights that half of the stays do not outlast, over all chains that ran in the period, or in three years if fewer than 16 began.',
      },
      formula: `${running}: min days with S(days) <= 0.5`,
      source: 'Kaplan and Meier (1958); Brookmeyer and Crowley (1982)',
      vector: { given: ofDurations, expected: whole(30) },
    },
    ranIn,
    (stays, seen) => {
      const observed = observedOf(stays, seen);
      return quantileFigure(survival(observed), 0.5, observed.length);
    },
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
        nl: 'Gemiddeld aantal nachten als elk verblijf na twee jaar wordt afgekapt, over alle ketens die in de periode liepen, of in drie jaar als er minder dan 16 begonnen.',
        en: 'Mean number of nights when every stay is cut off at two years, over all chains that ran in the period, or in three years if fewer than 16 began.',
      },
      formula: `${running}: area under S up to ${HORIZON_DAYS} days; interval by bootstrap`,
      source: 'Royston and Parmar (2013)',
      vector: { given: ofDurations, expected: whole(210) },
    },
    ranIn,
    (stays, seen) => restrictedMeanFigure(observedOf(stays, seen)),
  ),
];
