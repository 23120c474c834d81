import { describe, expect, it } from '@jest/globals';
import { RegionHistory } from '@regieboek/journal';
import { billed, runOf } from '../../test/billed.js';
import { january, StoryRegion } from '../../test/story-region.js';
import { openItems } from './open-items.js';

const noHistory = new RegionHistory();

describe('the open items of a month', () => {
  it('include every line with a review reason, and every line without a responsible municipality', () => {
    const lines = [
      billed({ id: 'a' }),
      billed({ id: 'b', review: ['short-gap', 'start-unknown'] }),
      billed({ id: 'c', municipality: null }),
      billed({ id: 'd', municipality: null, review: ['undetermined-residence'] }),
    ];
    const [{ youth } = { youth: '' }] = lines;
    expect(openItems(runOf(lines), noHistory)).toEqual([
      { item: 'line:b', reasons: ['short-gap', 'start-unknown'], youth },
      { item: 'line:c', reasons: ['undetermined'], youth },
      { item: 'line:d', reasons: ['undetermined-residence'], youth },
    ]);
  });

  it('include every declaration without an outcome, before the lines, and no other', () => {
    const told = new StoryRegion();
    const line = { youth: 1, code: '45A04', careMonth: 0, cents: 1 };
    for (const concludes of [true, false, false]) told.declares([line], january, { concludes });
    expect(openItems(runOf([billed({ id: 'a', municipality: null })]), told.history).map(({ item }) => item)).toEqual([
      'declaration:615673df-570b-522a-ab28-000000000002',
      'declaration:615673df-570b-522a-ab28-000000000003',
      'line:a',
    ]);
  });
});
