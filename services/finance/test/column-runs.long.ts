/** Runs by columns on many regions: `npm run test:long`, which CI runs. */
import { describe, expect, it } from '@jest/globals';
import { changedLinesGiveEveryDifference, columnsBillWhatHistoriesBill } from './column-runs.js';

const MINUTES = 60_000;

describe('runs by columns of many regions', () => {
  it(
    'equal runs over the history, to the byte',
    () => {
      const seen = columnsBillWhatHistoriesBill({ seed: 20251206, numRuns: 2_500 });
      expect(seen.columns).toBeGreaterThan(250);
      expect(seen.objects).toBeGreaterThan(500);
      expect(seen.split).toBeGreaterThan(50);
    },
    10 * MINUTES,
  );

  it(
    'give with the lines of changed youths every difference, and no other',
    () => {
      const seen = changedLinesGiveEveryDifference({ seed: 20251207, numRuns: 800 });
      expect(Math.min(seen.differences, seen.same, seen.left)).toBeGreaterThan(50);
    },
    10 * MINUTES,
  );
});
