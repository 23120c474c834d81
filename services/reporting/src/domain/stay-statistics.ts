/**
 * Stays of a region in a calendar year. A chain of adjoining stays, whatever the form or provider, is one absence from
 * home, merged as the residence principle does (WPB-K1). Ended and ongoing stays are never mixed into one mean.
 */
import { merge, OPEN, toDay, type Day, type Interval } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import { careOf, type RegionHistory } from '@regieboek/journal';
import { medianOf, restrictedMean, survival, type Observed, type Step } from './survival.js';

/** A chain of stays: first day, last day (OPEN while it runs), and its forms in order. */
export interface Chain extends Interval {
  readonly youth: string;
  readonly forms: readonly string[];
}

/** Durations of the chains that were running in a year, seen up to its last day or to today. */
export interface StayStatistics {
  readonly year: number;
  /** Last day seen. */
  readonly cutOff: Day;
  readonly chains: number;
  readonly ended: number;
  readonly ongoing: number;
  /** Mean and median days of the chains that ended in the year; null when none did. */
  readonly meanEndedDays: number | null;
  readonly medianEndedDays: number | null;
  /** Kaplan-Meier median over ended and ongoing chains; null while more than half go on. */
  readonly medianSurvivalDays: number | null;
  /** Mean days when every chain is cut off at two years. */
  readonly restrictedMeanDays: number | null;
  readonly curve: readonly Step[];
}

const HORIZON_DAYS = 730;

/** All chains of stays of a region, in order of first day. */
export function stayChains(history: RegionHistory): Chain[] {
  const gap = history.definition?.parameters.gapToleranceDays ?? 0;
  return [...history.youths.values()]
    .flatMap((youth) => {
      const stays = careOf(youth, history.contracts).filter(({ form }) => stayForms.has(form));
      return merge(stays, gap).map(({ from, to }): Chain => {
        const parts = stays.filter((stay) => stay.from <= to && from <= stay.to);
        return { youth: youth.youth, from, to, forms: [...new Set(parts.map(({ form }) => form))] };
      });
    })
    .sort((a, b) => a.from - b.from);
}

/** Nights of a chain up to and including the cut-off day: the day of departure is not one. */
const nights = (chain: Interval, cutOff: Day): number =>
  chain.to <= cutOff ? Math.max(chain.to - chain.from, 1) : cutOff - chain.from + 1;

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Statistics of a year, as far as `today`. */
export function stayStatistics(chains: readonly Chain[], year: number, today: Day): StayStatistics {
  const first = toDay(`${String(year).padStart(4, '0')}-01-01`);
  const cutOff = Math.min(toDay(`${String(year).padStart(4, '0')}-12-31`), today);
  const running = chains.filter(({ from, to }) => from <= cutOff && (to === OPEN || to >= first));
  const observed = running.map((chain): Observed => ({
    // A departure on the first day of the year would be seen, so nights before the last one of the old year are not.
    entry: Math.max(first - chain.from - 1, 0),
    days: nights(chain, cutOff),
    ended: chain.to <= cutOff,
  }));
  const ended = observed.filter((one) => one.ended).map(({ days }) => days);
  const curve = survival(observed);
  return {
    year,
    cutOff,
    chains: running.length,
    ended: ended.length,
    ongoing: running.length - ended.length,
    meanEndedDays: mean(ended),
    medianEndedDays: median(ended),
    medianSurvivalDays: medianOf(curve),
    restrictedMeanDays: running.length === 0 ? null : restrictedMean(curve, HORIZON_DAYS),
    curve,
  };
}
