import { describe, expect, it } from '@jest/globals';
import { OPEN, type Interval } from '@regieboek/kernel';
import { numbersFrom } from '../pseudo-random.js';
import { forecast } from './forecast.js';

/** Days without forecasts: the first so that stays and places are in balance, the next three years as history. */
const BALANCE_DAYS = 1_500;
const HISTORY_DAYS = 1_095;
const ORIGINS_PER_REGION = 3;
const REGIONS = 80;
const BETWEEN_ORIGINS_DAYS = 365;
const HORIZONS = [30, 91, 182] as const;

/** Days of a stay: log-normal with median 150, as the stays of closed care that `../shared/design/bi.md` §3 measured with. */
function durationFrom(next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.max(Math.round(150 * Math.exp(0.9 * normal)), 1);
}

/** Stays of an invented region with a steady inflow that keeps about this number of places occupied. */
function regionOf(places: number, seed: number): Interval[] {
  const next = numbersFrom(seed);
  const mean = 150 * Math.exp(0.9 ** 2 / 2);
  const last = BALANCE_DAYS + HISTORY_DAYS + ORIGINS_PER_REGION * BETWEEN_ORIGINS_DAYS + 200;
  const stays: Interval[] = [];
  for (let at = 0; at < last; at += (-Math.log(1 - next()) * mean) / places) {
    const from = Math.floor(at);
    stays.push({ from, to: from + durationFrom(next) });
  }
  return stays;
}

const occupiedOn = (stays: readonly Interval[], day: number): number =>
  stays.filter(({ from, to }) => from <= day && (to === OPEN || day < to)).length;

/** Forecasts of many origins, scored at each horizon: share within the band of 90 %, and error beside that of "as today". */
function scoresOf(places: number) {
  const scored = HORIZONS.map((horizon) => ({ horizon, origins: 0, covered: 0, error: 0, asToday: 0 }));
  for (let region = 0; region < REGIONS; region += 1) {
    const stays = regionOf(places, 1_000 * places + region);
    for (let origin = 0; origin < ORIGINS_PER_REGION; origin += 1) {
      const from = BALANCE_DAYS + HISTORY_DAYS + origin * BETWEEN_ORIGINS_DAYS;
      const { nights } = forecast({ stays, known: BALANCE_DAYS, from, horizonDays: 182, scenario: 'as-now' });
      for (const score of scored) {
        const night = nights[score.horizon - 1];
        if (!night) throw new RangeError('the forecast is too short');
        const real = occupiedOn(stays, night.day);
        score.origins += 1;
        score.covered += night.band90[0] <= real && real <= night.band90[1] ? 1 : 0;
        score.error += Math.abs(night.median - real);
        score.asToday += Math.abs(occupiedOn(stays, from - 1) - real);
      }
    }
  }
  return scored.map(({ horizon, origins, covered, error, asToday }) => ({
    ...{ horizon, origins, coverage: covered / origins, relativeError: error / asToday },
  }));
}

describe.each([47, 10, 4])('forecasts of regions with a steady inflow and %d places', (places) => {
  it('hold 85 to 95 % of what came within the band of 90 %, and err less than "as today" at half a year', () => {
    const scores = scoresOf(places);
    for (const { coverage, origins } of scores) {
      expect(origins).toBeGreaterThanOrEqual(200);
      expect({ scores, covers: coverage >= 0.85 && coverage <= 0.95 }).toEqual({ scores, covers: true });
    }
    expect({ scores, better: (scores.at(-1)?.relativeError ?? 1) <= 0.95 }).toEqual({ scores, better: true });
  });
});
