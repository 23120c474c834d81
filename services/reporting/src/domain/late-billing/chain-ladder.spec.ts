import { describe, expect, it } from '@jest/globals';
import { chainLadder, type Origin } from './chain-ladder.js';

/** Payments by year of origin and age of G. Taylor and F. Ashe (1983), the first example of Mack (1993). */
const increments = [
  [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
  [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
  [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
  [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
  [443160, 693190, 991983, 769488, 504851, 470639],
  [396132, 937085, 847498, 805037, 705960],
  [440832, 847631, 1131398, 1063269],
  [359480, 1061648, 1443370],
  [376686, 986608],
  [344014],
];

const cumulative = (row: readonly number[]): Origin => {
  let sum = 0;
  return row.map((value) => (sum += value));
};

describe('chain ladder', () => {
  const { origins, totalError } = chainLadder(increments.map(cumulative));

  it('gives the reserves of Mack (1993, table 1)', () => {
    expect(origins.map(({ ultimate, latest }) => Math.round(ultimate - latest))).toEqual([
      ...[0, 94_634, 469_511, 709_638, 984_889, 1_419_459, 2_177_641, 3_920_301, 4_278_972, 4_625_811],
    ]);
  });

  it('gives the standard errors of Mack (1993, table 2)', () => {
    expect(origins.map(({ error }) => Math.round(error))).toEqual([
      ...[0, 75_535, 121_699, 133_549, 261_406, 411_010, 558_317, 875_328, 971_258, 1_363_155],
    ]);
    expect(Math.round(totalError)).toBe(2_447_095);
  });

  it('expects nothing more where nothing was declared', () => {
    expect(chainLadder([[0, 0], [0]])).toEqual({
      factors: [1],
      origins: [
        { latest: 0, ultimate: 0, error: 0 },
        { latest: 0, ultimate: 0, error: 0 },
      ],
      totalError: 0,
    });
  });
});
