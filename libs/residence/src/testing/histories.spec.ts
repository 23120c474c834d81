import { describe, expect, it } from '@jest/globals';
import { defaultParameters } from '../facts/parameters.js';
import { responsibleIntervals } from '../responsible.js';
import { benchHistories } from './histories.js';

describe('histories to measure with', () => {
  const histories = benchHistories(500, 7);

  it('are the same for the same seed only', () => {
    expect(benchHistories(500, 7)).toEqual(histories);
    expect(benchHistories(500, 8)).not.toEqual(histories);
  });

  it('have five registrations and three care records each, and exercise both laws', () => {
    for (const { registrations, care } of histories) expect([registrations.length, care.length]).toEqual([5, 3]);
    const rules = new Set(
      histories.flatMap((each) => responsibleIntervals(each, defaultParameters)).map((i) => i.rule),
    );
    const often = ['WPB-2015-V1', 'WPB-2015-V2', 'WPB-2022-V1', 'WPB-2022-V2', 'WPB-2022-V3a', 'WPB-2022-V3b'];
    expect([...rules]).toEqual(expect.arrayContaining(often));
  });
});
