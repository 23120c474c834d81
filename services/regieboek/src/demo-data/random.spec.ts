import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const draws = (random: Random) => Array.from({ length: 200 }, () => random.int(1, 6));

describe('seeded random numbers', () => {
  it('are the same for the same seed and label, and differ otherwise', () => {
    expect(draws(new Random(1, 'a'))).toEqual(draws(new Random(1, 'a')));
    expect(draws(new Random(1, 'b'))).not.toEqual(draws(new Random(1, 'a')));
    expect(draws(new Random(2, 'a'))).not.toEqual(draws(new Random(1, 'a')));
  });

  it('are the same on every machine', () => {
    expect(draws(new Random(2026, 'dice')).slice(0, 12)).toEqual([1, 2, 3, 4, 2, 5, 2, 5, 5, 2, 6, 4]);
  });

  it('can be forked independently of earlier draws', () => {
    const random = new Random(3);
    const before = draws(random.fork('part'));
    random.int(0, 9);
    expect(draws(random.fork('part'))).toEqual(before);
  });

  it('reach every number of a range, about equally often', () => {
    const random = new Random(4);
    const counts = Map.groupBy(
      Array.from({ length: 6_000 }, () => random.int(1, 6)),
      (one) => one,
    );
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const own of counts.values()) expect(Math.abs(own.length - 1_000)).toBeLessThan(150);
  });

  it('pick by weight, and refuse to pick from nothing', () => {
    const random = new Random(5);
    const picked = Array.from({ length: 1_000 }, () =>
      random.weighted(['a', 'b', 'c'], (one) => (one === 'b' ? 3 : one === 'c' ? 1 : 0)),
    );
    expect(picked).not.toContain('a');
    expect(picked.filter((one) => one === 'b').length).toBeGreaterThan(680);
    expect(() => random.pick([])).toThrow(RangeError);
    expect(() => random.weighted([], () => 1)).toThrow(RangeError);
  });
});
