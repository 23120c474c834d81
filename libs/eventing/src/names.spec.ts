import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from './event-log.js';
import { checkStream, regionOf, streamName } from './names.js';

describe('the name of a stream', () => {
  it('joins region, category and id, and returns the region', () => {
    const name = streamName('zuid-holland_1', 'billingRun', '2026-01.v2');
    expect(name).toBe('zuid-holland_1.billingRun-2026-01.v2');
    expect(regionOf(name)).toBe('zuid-holland_1');
    expect(() => checkStream(name)).not.toThrow();
  });

  it.each([
    ['a region with a dot', 'a.b', 'case', '1'],
    ['no region', '', 'case', '1'],
    ['a category with a hyphen, which could be read as another category', 'a', 'billing-run', '1'],
    ['a category in capitals', 'a', 'Case', '1'],
    ['no id', 'a', 'case', ''],
    ['an id with a space', 'a', 'case', '1 2'],
    ['more than 255 characters', 'a', 'case', 'x'.repeat(250)],
  ])('is refused with %s', (_, region, category, id) => {
    expect(() => streamName(region, category, id)).toThrow(InvalidRequest);
  });

  it.each(['', 'case-1', '.case-1'])('without a region is refused: %j', (name) => {
    expect(() => regionOf(name)).toThrow(InvalidRequest);
  });
});
