import fc from 'fast-check';
import { parseMonth, type Month } from '@regieboek/kernel';
import { regions } from './random-region.js';
import type { StoryEvent } from './story.js';

/** Parses a month `yyyy-mm`. Throws RangeError on any other text. */
export function monthFrom(text: string): Month {
  const month = parseMonth(text);
  if (!month) throw new RangeError(`no month ${text}`);
  return month;
}

/** A region with lines to bill in March 2025: the longest of some random ones, always the same. */
export const longRegion = (): StoryEvent[] =>
  fc
    .sample(regions, { seed: 8, numRuns: 80 })
    .reduce<StoryEvent[]>((longest, { events }) => (events.length > longest.length ? events : longest), []);
