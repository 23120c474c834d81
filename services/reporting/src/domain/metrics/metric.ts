/** Figures by name: each has one definition, used by the command line, HTTP, exports and the console. */
import type { Sentence } from '@regieboek/kernel';
import type { GivenFacts } from './given-facts.js';
import type { Cut, FigureQuestion } from './question.js';
import type { RegionFacts } from './region-facts.js';

export { cuts, type Cut, type FigureQuestion } from './question.js';

/** A sentence for people, per language. */
export type Texts = Sentence;

/** Unit of a value: `share` from 0 to 1, `cents` whole cents. */
export type Unit = 'count' | 'days' | 'nights' | 'places' | 'cents' | 'share';

/** A value of a figure. */
export interface Figure {
  /** Value of the cut; null: the whole. */
  readonly of: string | null;
  /** Null when it cannot be given: `note` says why. */
  readonly value: number | null;
  /** Limits of 95 %. */
  readonly interval?: readonly [low: number, high: number];
  /** Number of observations behind it. */
  readonly basis: number;
  /** Reason of a missing value, or a remark about the value. */
  readonly note?: Texts;
  /** True for a check that fails: a person should look at it. */
  readonly failed?: boolean;
}

/** A figure by name: its definition, and how it is measured. */
export interface Metric {
  /** Stable name of lower-case words joined by dashes. */
  readonly key: string;
  readonly name: Texts;
  readonly definition: Texts;
  readonly unit: Unit;
  /** Unit that is counted. */
  readonly grain: string;
  readonly formula: string;
  /** Law or norm with article, or publication. */
  readonly source: string;
  readonly cuts: readonly Cut[];
  /** Key of a figure of which this one and its others with the same total are parts: public figures hide them together. */
  readonly partOf?: string;
  /** True when it reads declared and billed months (`RegionFacts.months`), which takes longer. */
  readonly readsMonths?: boolean;
  /** A small example with its outcome; a test computes it. Shares are given to four decimals. */
  readonly vector: { readonly given: GivenFacts; readonly expected: readonly Pick<Figure, 'of' | 'value'>[] };
  readonly measure: (facts: RegionFacts, question: FigureQuestion) => readonly Figure[];
}
