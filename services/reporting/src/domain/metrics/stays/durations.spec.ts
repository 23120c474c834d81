import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { factsFrom, questionOf } from '../../../../test/example-facts.js';
import { statisticsMetrics, stayStatistics } from '../../stay-statistics.js';
import { metricsNamed } from '../measure.js';

const first = toDay('2023-01-01');
const stays = fc.array(fc.tuple(fc.nat(1_000), fc.option(fc.integer({ min: 1, max: 900 }))), { maxLength: 40 });

describe('durations by name', () => {
  it('are those of the statistics of a year', () => {
    fc.assert(
      fc.property(stays, fc.constantFrom(2024, 2025), (spans, year) => {
        const facts = factsFrom({
          ...{ from: '2023-01-01', to: '2025-10-31' },
          stays: spans.map(([from, nights], at) => ({
            ...{ youth: `youth-${at}`, from: fromDay(first + from) },
            ...(nights === null ? {} : { to: fromDay(first + from + nights) }),
          })),
        });
        const chains = facts.stays.map(({ youth, from, to }) => ({ youth, from, to, forms: [] }));
        const statistics = stayStatistics(chains, year, facts.seen);
        const question = questionOf({ from: `${year}-01-01`, to: `${year}-12-31` });
        for (const [name, key] of Object.entries(statisticsMetrics)) {
          const [figure] = metricsNamed(key, undefined).flatMap(({ measure }) => measure(facts, question));
          expect([key, figure?.value]).toEqual([key, statistics[name as keyof typeof statisticsMetrics]]);
        }
      }),
      { seed: 20_261_205, numRuns: 40 },
    );
  });
});
