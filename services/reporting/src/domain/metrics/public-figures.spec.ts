import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsFrom, questionOf } from '../../../test/example-facts.js';
import type { GivenFacts } from './given-facts.js';
import { metrics } from './catalogue.js';
import { metricsNamed } from './measure.js';
import { measurePublic, mustBeNow } from './public-figures.js';
import type { Cut } from './metric.js';

const year = { from: '2025-01-01', to: '2025-12-31' };

/** Stays that began in 2025: a number of youths in each municipality. */
const inMunicipalities = (counts: Readonly<Record<string, number>>): GivenFacts => ({
  ...year,
  stays: Object.entries(counts).flatMap(([municipality, count]) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ youth: `${municipality}-${at}`, from: '2025-02-01', to: '2025-03-01', municipality },
    })),
  ),
});

const publicOf = (given: GivenFacts, name: string, by?: Cut) =>
  measurePublic(metricsNamed(name, by), factsFrom(given), { ...questionOf(given), ...(by ? { by } : {}) }).flatMap(
    ({ figures }) => figures.map(({ of, value }) => [of, value]),
  );

describe('public figures', () => {
  it('are rounded to five, and hidden below the limit with the smallest other beside it', () => {
    const given = inMunicipalities({ '0505': 33, '0523': 4, '1978': 21 });
    expect(publicOf(given, 'stays-started-by-chain', 'municipality')).toEqual([
      ['0505', 35],
      ['0523', null],
      ['1978', null],
    ]);
    expect(publicOf(given, 'stays-started-by-chain')).toEqual([[null, 60]]);
  });

  it('say why a value is hidden, without the number behind it', () => {
    const [{ figures: [hidden] = [] } = {}] = measurePublic(
      metricsNamed('stay-days-mean-ended', undefined),
      factsFrom(inMunicipalities({ '0505': 4 })),
      questionOf(year),
    );
    expect(hidden).toMatchObject({ value: null, basis: 0, note: { en: expect.stringContaining('fewer than 10') } });
  });

  it('show no count, basis or share of a small group, whatever the figure and the cut', () => {
    const sizes = fc.record({ '0505': fc.nat(30), '0523': fc.nat(12), '1978': fc.nat(12) });
    fc.assert(
      fc.property(sizes, (counts) => {
        const facts = factsFrom(inMunicipalities(counts));
        for (const by of [undefined, 'municipality', 'form'] as const) {
          const named = metrics.filter(({ cuts }) => by === undefined || cuts.includes(by));
          const question = { ...questionOf(year), ...(by ? { by } : {}) };
          for (const { metric, figures } of measurePublic(named, facts, question))
            for (const { value, basis, interval } of figures) {
              expect(basis % 5).toBe(0);
              expect(interval).toBeUndefined();
              if (metric.unit === 'count' && value !== null) expect([0, 10]).toContain(Math.min(value, 10));
            }
        }
      }),
      { seed: 20_261_204, numRuns: 10 },
    );
  });

  it('are about a calendar year that is over, as known now', () => {
    const quarter = { ...inMunicipalities({ '0505': 33 }), to: '2025-03-31' };
    expect(() => publicOf(quarter, 'stays-started-by-chain')).toThrow('one calendar year that is over');
    const underWay = { ...inMunicipalities({ '0505': 33 }), seen: '2025-11-30' };
    expect(() => publicOf(underWay, 'stays-started-by-chain')).toThrow('one calendar year that is over');
    expect(() => mustBeNow({ position: 7 })).toThrow('leave the moment out');
  });
});
