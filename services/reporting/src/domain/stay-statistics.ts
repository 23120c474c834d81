/**
 * Stays of a region in a calendar year. A chain of adjoining stays, of any form and provider, is one absence from home,
 * merged as the residence principle does (WPB-K1). Ended and ongoing stays are never mixed into one mean.
 */
import { merge, OPEN, toDay, type Day, type Interval } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { CareOfYouth } from './care-of-youths.js';
import { meanInterval, restrictedMeanInterval } from './bootstrap.js';
import {
  isMeanEstimable,
  isMedianEstimable,
  medianOf,
  restrictedMean,
  survival,
  type Interval95,
  type Observed,
  type Step,
} from './survival.js';
import { medianInterval } from './survival-points.js';

/** A chain of stays: first day, last day (OPEN while it runs), and its forms in order. */
export interface Chain extends Interval {
  readonly youth: string;
  readonly forms: readonly string[];
}

/** Figures of durations, by name. */
type DurationFigure = 'meanEndedDays' | 'medianEndedDays' | 'medianSurvivalDays' | 'restrictedMeanDays';

/** Durations of the chains that were running in a year, seen up to its last day or to today. */
export interface StayStatistics {
  readonly year: number;
  /** Last day seen. */
  readonly cutOff: Day;
  /** First day of the data for the curve, its median and its mean: of the year, or of three years for small groups. */
  readonly curveFrom: Day;
  readonly chains: number;
  readonly ended: number;
  readonly ongoing: number;
  /** Mean and median days of the chains that ended in the year; null when none did. */
  readonly meanEndedDays: number | null;
  readonly medianEndedDays: number | null;
  /** Kaplan-Meier median over ended and ongoing chains; null while more than half are ongoing. */
  readonly medianSurvivalDays: number | null;
  /** Mean days when every chain is cut off at two years. */
  readonly restrictedMeanDays: number | null;
  readonly curve: readonly Step[];
  /** Interval of 95 % of each figure; null when the figure is null. */
  readonly intervals: Readonly<Record<DurationFigure, Interval95 | null>>;
  /** Figures of the curve that are null because too few stays were at risk. */
  readonly notEstimable: readonly DurationFigure[];
}

/** Days at which a restricted mean cuts off every stay. */
export const HORIZON_DAYS = 730;

/** With fewer chains beginning in a year than this, the curve uses three years: one year would give random figures. */
export const SMALL_GROUP_BEGINS = 16;
export const SMALL_GROUP_YEARS = 3;

/** All chains of stays of youths, in order of first day; a gap of at most this many days does not break a chain. */
export function chainsOf(youths: readonly CareOfYouth[], gapToleranceDays: number): Chain[] {
  return youths
    .flatMap(({ youth, care }) => {
      const stays = care.filter(({ form }) => stayForms.has(form));
      return merge(stays, gapToleranceDays).map(({ from, to }): Chain => {
        const parts = stays.filter((stay) => stay.from <= to && from <= stay.to);
        return { youth, from, to, forms: [...new Set(parts.map(({ form }) => form))] };
      });
    })
    .sort((a, b) => a.from - b.from);
}

/** Nights of a chain up to and including the cut-off day: the day of departure is not one. */
const nights = (chain: Interval, cutOff: Day): number =>
  chain.to <= cutOff ? Math.max(chain.to - chain.from, 1) : cutOff - chain.from + 1;

/** Mean; null without values. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

/** Median: of an even number the mean of the two middle values; null without values. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const firstOf = (year: number): Day => toDay(`${String(year).padStart(4, '0')}-01-01`);

/** Chains that were running in a window, as observed in it. */
export const observedIn = (chains: readonly Interval[], first: Day, cutOff: Day): Observed[] =>
  chains
    .filter(({ from, to }) => from <= cutOff && (to === OPEN || to >= first))
    .map((chain) => ({
      // The night before the window counts as observed, because a departure on its first day is; earlier nights do not.
      entry: Math.max(first - chain.from - 1, 0),
      days: nights(chain, cutOff),
      ended: chain.to <= cutOff,
    }));

type CurveFigures = Pick<StayStatistics, 'curve' | 'medianSurvivalDays' | 'restrictedMeanDays' | 'notEstimable'>;

/** Curve with its median and mean; figures that depend on too few stays are omitted. */
function curveFigures(observed: readonly Observed[]): CurveFigures {
  const curve = survival(observed);
  const hasMedian = isMedianEstimable(curve);
  const hasMean = isMeanEstimable(curve, HORIZON_DAYS);
  return {
    curve,
    medianSurvivalDays: hasMedian ? medianOf(curve) : null,
    restrictedMeanDays: observed.length === 0 || !hasMean ? null : restrictedMean(curve, HORIZON_DAYS),
    notEstimable: [
      ...(hasMedian ? [] : (['medianSurvivalDays'] as const)),
      ...(hasMean ? [] : (['restrictedMeanDays'] as const)),
    ],
  };
}

/** Figures by name (docs/metrics.json) that statistics of a year consist of. */
export const statisticsMetrics = {
  ended: 'stays-ended',
  meanEndedDays: 'stay-days-mean-ended',
  medianEndedDays: 'stay-days-median-ended',
  medianSurvivalDays: 'stay-days-median',
  restrictedMeanDays: 'stay-days-restricted-mean',
} as const;

/** Statistics of a year, as far as `today`. */
export function stayStatistics(chains: readonly Chain[], year: number, today: Day): StayStatistics {
  const first = firstOf(year);
  const cutOff = Math.min(toDay(`${String(year).padStart(4, '0')}-12-31`), today);
  const ofYear = observedIn(chains, first, cutOff);
  const ended = ofYear.filter((one) => one.ended).map(({ days }) => days);
  const begun = chains.filter(({ from }) => first <= from && from <= cutOff).length;
  const curveFrom = begun < SMALL_GROUP_BEGINS ? firstOf(year + 1 - SMALL_GROUP_YEARS) : first;
  const observed = curveFrom === first ? ofYear : observedIn(chains, curveFrom, cutOff);
  const figures = curveFigures(observed);
  const { curve, medianSurvivalDays, restrictedMeanDays } = figures;
  return {
    ...{ year, cutOff, curveFrom },
    chains: ofYear.length,
    ended: ended.length,
    ongoing: ofYear.length - ended.length,
    meanEndedDays: mean(ended),
    medianEndedDays: median(ended),
    ...figures,
    intervals: {
      meanEndedDays: meanInterval(ended),
      medianEndedDays: medianInterval(survival(ended.map((days) => ({ entry: 0, days, ended: true })))),
      medianSurvivalDays: medianSurvivalDays === null ? null : medianInterval(curve),
      restrictedMeanDays: restrictedMeanDays === null ? null : restrictedMeanInterval(observed, HORIZON_DAYS),
    },
  };
}
