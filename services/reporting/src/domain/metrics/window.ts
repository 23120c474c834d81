import { OPEN, toDay, type Day, type Interval } from '@regieboek/kernel';
import { figuresBy } from './figures-by.js';
import type { Cut, Figure, FigureQuestion, Metric } from './metric.js';
import type { RegionFacts, Stay } from './region-facts.js';

/** Days of a question, up to the last day that is seen, and that day. */
export interface Seen extends Interval {
  readonly seen: Day;
  /** Last day of the question, whether it is seen or not. */
  readonly asked: Day;
  readonly facts: RegionFacts;
}

/** Days of a question as far as seen. */
export const seenIn = (facts: RegionFacts, { from, to }: FigureQuestion): Seen => ({
  ...{ facts, seen: facts.seen, asked: toDay(to), from: toDay(from), to: Math.min(toDay(to), facts.seen) },
});

/** Stays whose first day is in the window. */
export const begunIn = (stays: readonly Stay[], { from, to }: Interval): Stay[] =>
  stays.filter((stay) => from <= stay.from && stay.from <= to);

/** Stays whose last day is in the window. */
export const endedIn = (stays: readonly Stay[], { from, to }: Interval): Stay[] =>
  stays.filter((stay) => from <= stay.to && stay.to <= to);

/** Stays with the night that begins on a day: the day of departure has none. */
export const inUseOn = (stays: readonly Stay[], day: Day): Stay[] =>
  stays.filter((stay) => stay.from <= day && (stay.to === OPEN || day < stay.to));

/** Nights of a stay up to and with that of `last`: the day of departure has none; a stay within a day counts for one. */
export const nightsOf = ({ from, to }: Interval, last: Day): number =>
  to <= last ? Math.max(to - from, 1) : last - from + 1;

/** All ways to divide stays. */
export const stayCuts: readonly Cut[] = ['municipality', 'provider', 'form', 'product', 'age', 'year'];

/** Definition of a figure of stays; all cuts by default. */
export type StayMetric = Omit<Metric, 'measure' | 'cuts'> & { readonly cuts?: readonly Cut[] };

/** A figure of stays: which of them count, and the figure of those with the same value of a cut. */
export const stayMetric = (
  described: StayMetric,
  select: (seen: Seen) => readonly Stay[],
  figureOf: (stays: readonly Stay[], seen: Seen) => Omit<Figure, 'of'>,
): Metric => ({
  cuts: stayCuts,
  ...described,
  measure(facts, question) {
    const seen = seenIn(facts, question);
    return figuresBy(question.by, select(seen), (stays) => figureOf(stays, seen));
  },
});

/** A number of stays. */
export const countOf = (stays: readonly Stay[]): Omit<Figure, 'of'> => ({ value: stays.length, basis: stays.length });

/** A share; null with a note when it is a share of nothing. */
export const shareOf = (part: number, whole: number): Omit<Figure, 'of'> => ({
  value: whole === 0 ? null : part / whole,
  basis: whole,
});
