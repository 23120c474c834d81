import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story, youthId } from '@regieboek/journal/testing';
import { fromDay, OPEN, toDay } from '@regieboek/kernel';
import { stayChains } from '../../test/care-in.js';
import { stayStatistics, type Chain } from './stay-statistics.js';

const home = { category: '44', code: '44A09' };
const told = (parameters: object = {}) =>
  new Story()
    .region(parameters)
    .contract({ products: [Story.product('44A09', 'kleinschalig'), Story.product('45A04', 'ambulant')] })
    .contract({ provider: '99990002', products: [Story.product('43B01', 'jeugdzorgplus')] })
    .youth(1)
    .youth(2);
const elsewhere = { provider: '99990002', assignment: 9, category: '43', code: '43B01' };
const spans = (story: Story) =>
  stayChains(story.history).map(({ from, to, forms }) => [fromDay(from), to === OPEN ? null : fromDay(to), ...forms]);

/** A chain of a number of nights that ends on a day, or one that has lasted this many nights by the night of that day. */
const ended = (nights: number, to: string): Chain => ({
  youth: youthId(1),
  from: toDay(to) - nights,
  to: toDay(to),
  forms: [],
});
const ongoing = (nights: number, cutOff: string): Chain => ({
  youth: youthId(1),
  from: toDay(cutOff) - nights + 1,
  to: OPEN,
  forms: [],
});
const today = toDay('2030-01-01');

describe('chains of stays', () => {
  it('continue across providers and forms when one stay follows another without a gap', () => {
    expect(spans(told().stay('2024-01-01', '2024-02-01', home).stay('2024-02-01', '2024-03-01', elsewhere))).toEqual([
      ['2024-01-01', '2024-03-01', 'kleinschalig', 'jeugdzorgplus'],
    ]);
    expect(spans(told().stay('2024-01-01', '2024-01-31', home).stay('2024-02-01', null, elsewhere))).toEqual([
      ['2024-01-01', null, 'kleinschalig', 'jeugdzorgplus'],
    ]);
  });

  it('break at a gap larger than the region tolerates', () => {
    const story = (gapToleranceDays: number) =>
      told({ gapToleranceDays }).stay('2024-01-01', '2024-01-31', home).stay('2024-02-02', '2024-03-01', elsewhere);
    expect(spans(story(0)).length).toBe(2);
    expect(spans(story(1))).toEqual([['2024-01-01', '2024-03-01', 'kleinschalig', 'jeugdzorgplus']]);
  });

  it('consist of stays only, of one youth each, in order of first day', () => {
    const story = told()
      .stay('2024-03-01', '2024-04-01', { ...home, youth: 2 })
      .stay('2024-01-01', '2024-05-01', { category: '45', code: '45A04', assignment: 5 })
      .stay('2024-02-01', '2024-03-01', home);
    expect(stayChains(story.history).map(({ youth, from }) => [youth, fromDay(from)])).toEqual([
      [youthId(1), '2024-02-01'],
      [youthId(2), '2024-03-01'],
    ]);
  });
});

describe('statistics of stays', () => {
  it('never mix ended and ongoing: the worked example', () => {
    const chains = [
      ...[10, 20, 30].map((nights) => ended(nights, '2024-11-30')),
      ...[15, 40].map((nights) => ongoing(nights, '2024-12-31')),
    ];
    const statistics = stayStatistics(chains, 2024, today);
    expect(statistics).toMatchObject({
      year: 2024,
      cutOff: toDay('2024-12-31'),
      chains: 5,
      ended: 3,
      ongoing: 2,
      meanEndedDays: 20,
      medianEndedDays: 20,
      medianSurvivalDays: 30,
    });
    expect(statistics.curve.map(({ days, surviving }) => [days, Number(surviving.toFixed(4))])).toEqual([
      [10, 0.8],
      [20, 0.5333],
      [30, 0.2667],
    ]);
    expect(statistics.restrictedMeanDays).toBeCloseTo(26 + 0.26667 * (730 - 40), 2);
  });

  it('count nights: without the day of departure; a stay within one day counts for one', () => {
    const mean = (chain: Chain) => stayStatistics([chain], 2024, today).meanEndedDays;
    expect(mean({ ...ended(5, '2024-03-15') })).toBe(5);
    expect(mean({ ...ended(4, '2024-03-02'), from: toDay('2024-02-27') })).toBe(4);
    expect(mean(ended(0, '2024-05-04'))).toBe(1);
  });

  it('have the mean of the two middle values as median', () => {
    const chains = [1, 2, 5, 100].map((nights) => ended(nights, '2024-06-30'));
    expect(stayStatistics(chains, 2024, today).medianEndedDays).toBe(3.5);
  });

  it('include stays in the year: from a departure on its first day to an arrival on its last', () => {
    const chains = [
      ended(10, '2023-12-31'),
      ended(10, '2024-01-01'),
      ended(3, '2025-01-01'),
      { ...ongoing(1, '2024-12-31') },
      { ...ongoing(1, '2025-01-01') },
    ];
    expect(stayStatistics(chains, 2024, today)).toMatchObject({ chains: 3, ended: 1, ongoing: 2 });
  });

  it('count a stay that ends on the first day of the year as one that could have ended then', () => {
    const { curve, restrictedMeanDays, notEstimable } = stayStatistics([ended(31, '2024-01-01')], 2024, today);
    expect(curve).toEqual([{ days: 31, surviving: 0, atRisk: 1, ended: 1 }]);
    expect([restrictedMeanDays, notEstimable]).toEqual([null, ['medianSurvivalDays', 'restrictedMeanDays']]);
  });

  it('count a stay that ended after the year as ongoing in it', () => {
    const chain = ended(60, '2025-01-31');
    expect(stayStatistics([chain], 2024, today)).toMatchObject({ ended: 0, ongoing: 1, meanEndedDays: null });
    expect(stayStatistics([chain], 2025, today)).toMatchObject({ ended: 1, ongoing: 0, meanEndedDays: 60 });
  });

  it('of the current year end today', () => {
    const chain = ended(60, '2024-07-01');
    expect(stayStatistics([chain], 2024, toDay('2024-06-30'))).toMatchObject({
      cutOff: toDay('2024-06-30'),
      ended: 0,
      ongoing: 1,
    });
    expect(stayStatistics([chain], 2024, toDay('2024-07-01'))).toMatchObject({ ended: 1, ongoing: 0 });
  });

  it('of no stays have no values', () => {
    expect(stayStatistics([], 2024, today)).toMatchObject({
      chains: 0,
      meanEndedDays: null,
      medianEndedDays: null,
      medianSurvivalDays: null,
      restrictedMeanDays: null,
      curve: [],
    });
  });

  it('never count a stay twice as ended over the years, and always give shares between zero and one', () => {
    const first = toDay('2022-01-01');
    const chain = fc.tuple(fc.nat(1_000), fc.option(fc.nat(900))).map(([from, nights]): Chain => ({
      youth: youthId(1),
      from: first + from,
      to: nights === null ? OPEN : first + from + nights,
      forms: [],
    }));
    fc.assert(
      fc.property(fc.array(chain, { maxLength: 12 }), (chains) => {
        const years = [2022, 2023, 2024, 2025, 2026, 2027].map((year) => stayStatistics(chains, year, today));
        expect(years.reduce((sum, one) => sum + one.ended, 0)).toBe(chains.filter(({ to }) => to !== OPEN).length);
        for (const { curve, ended: over, ongoing: on, chains: all } of years) {
          expect(over + on).toBe(all);
          for (const { surviving, atRisk, ended: here } of curve) {
            expect(surviving).toBeGreaterThanOrEqual(0);
            expect(surviving).toBeLessThanOrEqual(1);
            expect(atRisk).toBeGreaterThanOrEqual(here);
          }
        }
      }),
      { seed: 20250312, numRuns: 150 },
    );
  });
});
