import { describe, expect, it } from '@jest/globals';
import { ruleSets } from '@regieboek/billing';
import { changedLinesGiveEveryDifference, columnsBillWhatHistoriesBill } from '../../../test/column-runs.js';

describe('a run by columns', () => {
  it('equals the run over the history byte for byte, for any segments, workers and position (R7, R9)', () => {
    const seen = columnsBillWhatHistoriesBill({ seed: 20250306, numRuns: 120 });
    // Otherwise equality would prove nothing about the column rules, the rules over facts, or divided lines.
    expect(seen.columns).toBeGreaterThan(15);
    expect(seen.objects).toBeGreaterThan(40);
    expect(seen.split).toBeGreaterThan(3);
  });

  it.each(ruleSets.all.slice(1))('does so with rule set $version as well', (rules) => {
    const seen = columnsBillWhatHistoriesBill({ seed: 20261130, numRuns: 60, rules });
    expect(Math.min(seen.columns, seen.objects, seen.split)).toBeGreaterThan(1);
  });

  it('gives with the lines of changed youths every difference between two positions, and no other', () => {
    const seen = changedLinesGiveEveryDifference({ seed: 20250307, numRuns: 60 });
    // Lines were changed, lines were left out, and runs were found to be the same.
    expect(Math.min(seen.differences, seen.same, seen.left)).toBeGreaterThan(5);
  });
});
