import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataKey } from './data-key.js';
import { forgetKeys, KeysAtHand } from './keys-at-hand.js';

const [one, two] = [randomUUID(), randomUUID()];
const keysOf = (...youths: string[]) => new Map(youths.map((youth) => [youth, DataKey.random()]));

describe('the keys that a process remembers', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('are those of a youth in one region', () => {
    const atHand = new KeysAtHand();
    const keys = keysOf(one, two);
    atHand.remember('zhz', keys);
    expect([atHand.of('zhz', [one, two]), atHand.of('wbw', [one]), atHand.of('zhz', [])]).toEqual([
      ...[keys, new Map(), new Map()],
    ]);
  });

  it('are forgotten for an erased youth by all who remember them, and for nobody else', () => {
    const both = [new KeysAtHand(), new KeysAtHand()];
    for (const atHand of both) for (const region of ['zhz', 'wbw']) atHand.remember(region, keysOf(one, two));
    forgetKeys('zhz', [one]);
    for (const atHand of both)
      expect([[...atHand.of('zhz', [one, two]).keys()], atHand.of('wbw', [one]).size]).toEqual([[two], 1]);
  });

  it('are forgotten after ten minutes, because another process may erase a youth', () => {
    const atHand = new KeysAtHand();
    for (let round = 0; round < 2; round += 1) {
      atHand.remember('zhz', keysOf(one));
      jest.advanceTimersByTime(9 * 60_000);
      atHand.remember('zhz', keysOf(two));
      expect(atHand.of('zhz', [one, two]).size).toBe(2);
      jest.advanceTimersByTime(60_000);
      expect(atHand.of('zhz', [one, two]).size).toBe(0);
    }
  });

  it('are 50,000 at most', () => {
    const atHand = new KeysAtHand();
    const many = (from: number, count: number) =>
      new Map(Array.from({ length: count }, (_, i) => [`youth-${from + i}`, DataKey.random()]));
    atHand.remember('zhz', many(0, 30_000));
    atHand.remember('zhz', many(30_000, 30_000));
    expect([atHand.of('zhz', ['youth-0']).size, atHand.of('zhz', ['youth-30000']).size]).toEqual([0, 1]);
    atHand.remember('zhz', many(60_000, 50_001));
    expect(atHand.of('zhz', ['youth-60000', 'youth-30000']).size).toBe(0);
  });
});
