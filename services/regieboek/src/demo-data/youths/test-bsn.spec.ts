import { describe, expect, it } from '@jest/globals';
import { passesElevenTest } from '@regieboek/kernel';
import { testBsns, unknownBsns } from './test-bsn.js';

const first = (numbers: Generator<string>, count: number): string[] =>
  Array.from({ length: count }, () => String(numbers.next().value));

describe('test numbers', () => {
  const numbers = first(testBsns(), 40_000);

  it('pass the eleven test and are unique', () => {
    expect(numbers.every(passesElevenTest)).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('start with the range for tests, then continue with 9998', () => {
    expect(numbers.slice(0, 3)).toEqual(['999900006', '999900018', '999900031']);
    const next = numbers.findIndex((one) => !one.startsWith('9999'));
    expect(next).toBeGreaterThan(9_000);
    expect(numbers[next]).toMatch(/^9998/);
  });

  it('of unknown clients belong to no youth, and never run out', () => {
    const unknown = first(unknownBsns(), 10_000);
    expect(unknown.every(passesElevenTest)).toBe(true);
    const given = new Set(numbers);
    expect(unknown.filter((one) => given.has(one))).toEqual([]);
  });
});
