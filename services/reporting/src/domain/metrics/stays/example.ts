import type { GivenFacts } from '../given-facts.js';

/**
 * Example of most figures of stays: a youth who changes provider without a gap, goes home and comes back, one who leaves early in the
 * year, one who is in closed care and then in a family home, and a weekend of respite.
 */
export const example: GivenFacts = {
  from: '2025-01-01',
  to: '2025-12-31',
  stays: [
    { youth: 'a', from: '2025-01-10', to: '2025-02-01', endReason: '38' },
    { youth: 'a', from: '2025-02-01', to: '2025-03-01', provider: '99990002', endReason: '31' },
    { youth: 'a', from: '2025-06-01' },
    { youth: 'b', from: '2024-12-31', to: '2025-01-05', endReason: '31' },
    { youth: 'c', from: '2025-03-01', to: '2025-04-10', form: 'jeugdzorgplus', endReason: '31' },
    { youth: 'c', from: '2025-04-10', form: 'gezinshuis', provider: '99990003' },
    { youth: 'd', from: '2025-05-02', to: '2025-05-04', form: 'logeren', endReason: '31' },
  ],
};

/** An outcome of an example for the whole. */
export const whole = (value: number | null) => [{ of: null, value }];

/** The worked example of Kaplan-Meier, twice: each time 10, 20 and 30 nights that ended, and 15 and 40 that still run. */
export const ofDurations: GivenFacts = {
  from: '2025-01-01',
  to: '2025-12-31',
  stays: [1, 2].flatMap((turn) => [
    { youth: `a${turn}`, from: '2025-11-20', to: '2025-11-30' },
    { youth: `b${turn}`, from: '2025-11-10', to: '2025-11-30' },
    { youth: `c${turn}`, from: '2025-10-31', to: '2025-11-30' },
    { youth: `d${turn}`, from: '2025-12-17' },
    { youth: `e${turn}`, from: '2025-11-22' },
  ]),
};
