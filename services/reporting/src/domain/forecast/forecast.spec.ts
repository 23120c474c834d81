import { describe, expect, it } from '@jest/globals';
import { OPEN, fromDay, toDay, type Interval } from '@regieboek/kernel';
import { factsFrom } from '../../../test/example-facts.js';
import { durationFor, durationsOf } from './durations.js';
import { forecast } from './forecast.js';
import { historyOf } from './history.js';
import { randomOf } from './random.js';
import { forecastOf } from './region-forecast.js';
import { scenarioKeys } from './scenario.js';

const START = toDay('2023-01-01');

/** A stay begins every fifth day and lasts 100 days; those after `until` are unknown. */
const steady = (until: number): Interval[] =>
  Array.from({ length: 400 }, (_, number) => START + 5 * number)
    .filter((from) => from <= until)
    .map((from) => ({ from, to: from + 100 <= until ? from + 100 : OPEN }));

const FROM = START + 1_200;

const requested = {
  stays: steady(FROM - 1),
  known: START + 100,
  from: FROM,
  horizonDays: 182,
  scenario: 'as-now',
} as const;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('forecast of occupied places', () => {
  it('keeps to the level of steady stays: one in five days that lasts 100 days occupies 20 places', () => {
    const { nights, history } = forecast(requested);
    expect(history).toMatchObject({ arrivals: 73 });
    expect(history.elapsed).toHaveLength(20);
    expect(nights).toHaveLength(182);
    for (const { median, band90 } of nights) {
      expect(Math.abs(median - 20)).toBeLessThanOrEqual(1);
      expect(band90[0]).toBeLessThanOrEqual(20);
      expect(band90[1]).toBeGreaterThanOrEqual(20);
    }
  });

  it('nests its bands, around the median', () => {
    for (const { median, band50, band80, band90 } of forecast(requested).nights) {
      const limits = [band90[0], band80[0], band50[0], median, band50[1], band80[1], band90[1]];
      expect(limits).toEqual(limits.toSorted((a, b) => a - b));
    }
  });

  it('is the same when it is made again, and whatever came to be known later', () => {
    const later = [...requested.stays, { from: FROM + 3, to: FROM + 40 }];
    expect(forecast(requested)).toEqual(forecast(requested));
    expect(forecast({ ...requested, stays: later })).toEqual(forecast(requested));
    const ended = requested.stays.map((stay) => (stay.to === OPEN ? { ...stay, to: stay.from + 100 } : stay));
    expect(forecast({ ...requested, stays: ended })).toEqual(forecast(requested));
  });

  it('falls with the inflow, and with stays a month shorter by three tenths', () => {
    const level = scenarioKeys.map((scenario) =>
      mean(
        forecast({ ...requested, scenario, horizonDays: 365 })
          .nights.slice(200)
          .map(({ median }) => median),
      ),
    );
    expect(level.map((one) => Math.round(one))).toEqual([20, 17, 14, 14]);
  });

  it('is nothing when nobody stays and nobody came', () => {
    const { nights } = forecast({ ...requested, stays: [], horizonDays: 3 });
    expect(nights.map(({ median }) => median)).toEqual([0, 0, 0]);
  });
});

describe('durations of a forecast', () => {
  const durations = durationsOf([
    { entry: 0, days: 10, ended: true },
    { entry: 0, days: 20, ended: true },
    { entry: 0, days: 30, ended: false },
  ]);

  it('are drawn given the days already spent', () => {
    expect(durations.hazards.map((hazard) => Math.exp(-hazard).toFixed(6))).toEqual(['0.666667', '0.333333']);
    expect(durationFor(durations, 1, 0.3)).toBe(10);
    expect(durationFor(durations, 1, 0.9)).toBe(20);
    expect(durationFor(durations, 11, 0.3)).toBe(20);
    expect(durationFor(durations, 10, 0.3)).toBe(10);
  });

  it('end at the mean rate beyond the last end that was seen', () => {
    expect(durations.tail).toBe(2 / 60);
    expect(durationFor(durations, 21, 0.5)).toBe(21 + 15);
    expect(durationFor(durations, 50, 0)).toBe(50);
  });

  it('count a stay that goes on up to the night that is certain', () => {
    const { elapsed, observed } = historyOf(
      [
        { from: FROM - 1, to: OPEN },
        { from: FROM - 9, to: FROM },
      ],
      START,
      FROM,
    );
    expect({ elapsed, observed }).toEqual({ elapsed: [1, 9], observed: 2 });
  });
});

describe('random draws', () => {
  it('have the means and variances of their distributions', () => {
    const { exponential, gamma } = randomOf(7);
    const draws = (draw: () => number) => Array.from({ length: 20_000 }, draw);
    const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
    const checked = [draws(exponential), draws(() => gamma(0.5)), draws(() => gamma(12.5))];
    const found = checked.map((values) => [mean(values), values.length > 0 ? variance(values.slice(0, 2_000)) : 0]);
    for (const [index, expected] of [1, 0.5, 12.5].entries()) {
      expect(Math.abs((found[index]?.[0] ?? 0) / expected - 1)).toBeLessThan(0.05);
      expect(Math.abs((found[index]?.[1] ?? 0) / expected - 1)).toBeLessThan(0.25);
    }
  });
});

describe('a forecast of a region', () => {
  const stays = steady(FROM - 1).map(({ from, to }, number) => ({
    ...{ youth: `y${number}`, from: fromDay(from), ...(to === OPEN ? {} : { to: fromDay(to) }) },
    provider: number % 2 === 0 ? '99990001' : '99990002',
  }));
  const facts = factsFrom({ from: fromDay(START), to: fromDay(FROM - 1), stays });
  const question = { from: fromDay(FROM), horizonDays: 30 };

  it('is of all places, or of those of a provider or form', () => {
    const occupied = (one: object) => forecastOf(facts, { ...question, ...one }).history.elapsed.length;
    expect([{}, { provider: '99990001' }, { form: 'verblijf' }, { form: 'pleegzorg' }].map(occupied)).toEqual([
      20, 10, 20, 0,
    ]);
  });

  it('goes beyond six months only as a scenario', () => {
    const far = { ...question, horizonDays: 365 };
    expect(() => forecastOf(facts, far)).toThrow('up to 184 nights, because inflow changes');
    expect(forecastOf(facts, { ...far, scenario: 'as-now' }).nights).toHaveLength(365);
  });

  it('is refused with fewer than 24 months in which stays ended', () => {
    const early = { ...question, from: fromDay(START + 700) };
    expect(() => forecastOf(facts, early)).toThrow(
      'needs 24 months in which stays ended; before 2024-12-01 there are 19',
    );
    expect(() => forecastOf(factsFrom({ from: fromDay(START), to: fromDay(FROM) }), question)).toThrow('there are 0');
  });

  it('is refused from a day that is not known yet', () => {
    expect(() => forecastOf(facts, { ...question, from: fromDay(FROM + 1) })).toThrow(
      `choose a first day up to ${fromDay(FROM)}`,
    );
  });
});
