import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isoTime } from './clock.js';

describe('the text of a time', () => {
  it('is that of Date, in whatever order times come', () => {
    const times = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
    const near = fc.integer({ min: 1_760_000_000_000, max: 1_760_000_003_000 });
    fc.assert(
      fc.property(fc.array(fc.oneof(times, near)), (all) => {
        expect(all.map(isoTime)).toEqual(all.map((one) => new Date(one).toISOString()));
      }),
      { seed: 20_261_130 },
    );
  });

  it('is refused for what is not a time', () => {
    expect(() => isoTime(Number.NaN)).toThrow(RangeError);
  });
});
