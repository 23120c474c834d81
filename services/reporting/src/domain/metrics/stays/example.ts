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
