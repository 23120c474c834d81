import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { at, fits, NO_NUMBER, NONE, noText, stableOrder, textsOf } from './table.js';

/** Few values, so that many are equal; values near each other; and all there are. */
const key = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 100_000 }), fc.integer());
const expected = (keys: Int32Array): number[] =>
  Array.from(keys.keys()).toSorted((a, b) => at(keys, a) - at(keys, b) || a - b);

/** Numbers that look like chance and are the same every time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) yield state;
}

describe('the order of rows by a column', () => {
  it('is that of their values, of equal ones the earlier row first', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 50 }), (some) => {
        const keys = Int32Array.from(some);
        expect([...stableOrder(keys, keys.length)]).toEqual(expected(keys));
      }),
      { seed: 111, numRuns: 200 },
    );
  });

  it.each([
    ['all values there are', (one: number) => one],
    ['few values', (one: number) => one % 5],
    ['values of 16 bits', (one: number) => one & 0xffff],
    ['values just above 16 bits', (one: number) => one & 0x1ffff],
    ['one value', () => 7],
    ['values below zero', (one: number) => -1 - (one >>> 8)],
  ])('is the same for so large a number of rows that values are counted: %s', (_, valueOf) => {
    const source = numbers(5);
    const keys = Int32Array.from({ length: 2_500 }, () => valueOf(Number(source.next().value)));
    expect([...stableOrder(keys, keys.length)]).toEqual(expected(keys));
  });

  it('holds the least and the largest number at once', () => {
    const keys = Int32Array.from({ length: 2_001 }, (_, row) => (row % 2 === 0 ? 0x7fffffff : -0x80000000));
    expect([...stableOrder(keys, keys.length)]).toEqual(expected(keys));
  });

  it('is of the rows that there are, not of all that the column has room for', () => {
    expect([...stableOrder(Int32Array.of(3, 2, 1, 0), 2)]).toEqual([1, 0]);
    expect([...stableOrder(new Int32Array(3_000), 0)]).toEqual([]);
  });
});

describe('a value of a column', () => {
  it('fits when it is a whole number of 32 bits that stands for nothing else', () => {
    for (const value of [0, 1, -1, 0x7fffffff, -0x7fffffff, NONE]) expect([value, fits(value)]).toEqual([value, true]);
    for (const value of [NO_NUMBER, 2 ** 31, -(2 ** 31) - 1, 0.5, NaN, Infinity, 2 ** 53])
      expect([value, fits(value)]).toEqual([value, false]);
  });

  it('outside the column is 0', () => {
    expect([at(Int32Array.of(5), 0), at(Int32Array.of(5), 1), at(Int32Array.of(5), -1)]).toEqual([5, 0, 0]);
  });
});

describe('no text', () => {
  it('is in no row', () => {
    expect(textsOf(noText)).toEqual([]);
  });
});
