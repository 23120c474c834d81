import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Faults } from './faults.js';

describe('faults', () => {
  it('are kept in order up to the maximum, and all are counted', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat())), fc.integer({ min: 1, max: 5 }), (batches, max) => {
        const faults = new Faults<number>(max);
        for (const batch of batches) faults.add(...batch);
        const all = batches.flat();
        expect(faults.kept).toEqual(all.slice(0, max));
        expect(faults.total).toBe(all.length);
        const left = all.length - max;
        expect(faults.more).toBe(left > 0 ? `and ${left} more: repair these first` : null);
      }),
      { seed: 20261129, numRuns: 200 },
    );
  });
});
