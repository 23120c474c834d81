import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { etagOf, revisionOf } from './if-match.js';

describe('an If-Match header', () => {
  it('names the revision of the ETag that was given', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (revision) => {
        expect(revisionOf(etagOf(revision), 'period')).toBe(revision);
      }),
      { seed: 14, numRuns: 50 },
    );
  });

  it.each([undefined, '*'])('%s requires no revision', (header) => {
    expect(revisionOf(header, 'period')).toBeUndefined();
  });

  it.each(['3', '"3", "4"', 'W/"3"', '""', '"1234567890"'])('%s is refused with the remedy', (header) => {
    expect(() => revisionOf(header, 'youth')).toThrow('If-Match must contain the ETag of the youth exactly as issued');
  });
});
