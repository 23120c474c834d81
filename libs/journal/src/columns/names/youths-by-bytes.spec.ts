import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { YouthsByBytes } from './youths-by-bytes.js';

const pseudonyms = fc.sample(fc.uuid(), { seed: 20261125, numRuns: 12_000 });
const bytes = new TextEncoder().encode(pseudonyms.join(''));
const view = new DataView(bytes.buffer);
const LENGTH = 36;

const found = (youths: YouthsByBytes, numbers: readonly number[]): number[] =>
  numbers.map((number) => youths.find(view, number * LENGTH));

const all = pseudonyms.map((_, index) => index);

describe('youths by the bytes of their pseudonyms', () => {
  it('are found under their numbers, in any order, while the table grows', () => {
    const youths = new YouthsByBytes();
    for (const number of all) {
      expect(youths.find(view, number * LENGTH)).toBe(-1);
      youths.add(view, number * LENGTH, number + 7);
      if (number % 3_000 === 0) expect(youths.find(view, (number >> 1) * LENGTH)).toBe((number >> 1) + 7);
    }
    const wanted = all.map((number) => number + 7);
    expect(found(youths, all)).toEqual(wanted);
    expect(found(youths, all.toReversed())).toEqual(wanted.toReversed());
    expect(found(youths, all.flatMap((number) => [number, number]).slice(0, 100))).toEqual(
      wanted.flatMap((number) => [number, number]).slice(0, 100),
    );
  });

  it('are distinguished even when they share almost all bytes, and none is read past the end of the memory', () => {
    const youths = new YouthsByBytes();
    const alike = Array.from({ length: 3_000 }, (_, n) => `8e1a4a36-6bd0-4ad0-8a05-${String(n).padStart(12, '0')}`);
    const memory = new DataView(new TextEncoder().encode(alike.join('')).buffer);
    for (const index of alike.keys()) youths.add(memory, index * LENGTH, index);
    expect([...alike.keys()].every((index) => youths.find(memory, index * LENGTH) === index)).toBe(true);
    expect(youths.find(memory, memory.byteLength - LENGTH + 1)).toBe(-1);
  });

  it('are dropped when there are too many, and found again once added again', () => {
    const youths = new YouthsByBytes(4_096);
    for (const number of all.slice(0, 4_096)) youths.add(view, number * LENGTH, number);
    expect(found(youths, all.slice(0, 4_096))).toEqual(all.slice(0, 4_096));
    for (const number of all.slice(4_096, 5_000)) youths.add(view, number * LENGTH, number);
    expect(found(youths, [0, 4_095, 4_096, 4_999])).toEqual([-1, -1, 4_096, 4_999]);
    youths.add(view, 0, 0);
    expect(found(youths, [0, 1, 4_999])).toEqual([0, -1, 4_999]);
  });
});
