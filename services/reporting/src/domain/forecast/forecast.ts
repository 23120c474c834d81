/** Forecast of occupied places per night, with bands. */
import type { Day, Interval } from '@regieboek/kernel';
import { historyOf, type PlacesHistory } from './history.js';
import { simulate } from './paths.js';
import { scenarios, type ScenarioKey } from './scenario.js';

/** Low and high limit of a band. */
export type Band = readonly [low: number, high: number];

/** A night: the number of occupied places that half of the paths stay at or below, and bands that hold part of the paths. */
export interface ForecastNight {
  readonly day: Day;
  readonly median: number;
  readonly band50: Band;
  readonly band80: Band;
  readonly band90: Band;
}

/** A forecast, and what it was made from. */
export interface Forecast {
  readonly from: Day;
  readonly scenario: ScenarioKey;
  readonly seed: number;
  readonly paths: number;
  readonly history: PlacesHistory;
  readonly nights: readonly ForecastNight[];
}

/** Nights of a forecast, and its scenario. */
export interface ForecastRequest {
  /** Stays, of any moment: only what was seen before `from` is used. */
  readonly stays: readonly Interval[];
  /** First day on which ends of stays were recorded. */
  readonly known: Day;
  /** Day whose night is the first of the forecast. */
  readonly from: Day;
  readonly horizonDays: number;
  readonly scenario: ScenarioKey;
}

/** Seed and number of paths of every forecast: the same facts give the same forecast. */
const SEED = 20_260_101;
const PATHS = 1_000;

/** Count that this share of the paths stays at or below. */
const quantile = (ordered: Int32Array, share: number): number =>
  ordered[Math.max(Math.ceil(share * ordered.length) - 1, 0)] ?? 0;

const bandOf = (ordered: Int32Array, share: number): Band => [
  quantile(ordered, (1 - share) / 2),
  quantile(ordered, (1 + share) / 2),
];

const nightOf = (day: Day, ordered: Int32Array): ForecastNight => ({
  day,
  median: quantile(ordered, 0.5),
  band50: bandOf(ordered, 0.5),
  band80: bandOf(ordered, 0.8),
  band90: bandOf(ordered, 0.9),
});

/** Forecasts the occupied places of every night up to the horizon. */
export function forecast({ stays, known, from, horizonDays, scenario }: ForecastRequest): Forecast {
  const history = historyOf(stays, known, from);
  const settings = { nights: horizonDays, paths: PATHS, seed: SEED, scenario: scenarios[scenario] };
  const nights = simulate(history, settings).map((ordered, night) => nightOf(from + night, ordered));
  return { ...{ from, scenario, seed: SEED, paths: PATHS }, history, nights };
}
