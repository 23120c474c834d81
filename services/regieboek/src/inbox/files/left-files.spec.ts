import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LeftFiles } from './left-files.js';

const file = (name: string, signature = '1') => ({ name, signature, path: `/in/${name}`, isPlain: true });

describe('a file that stays in the inbox', () => {
  it('is tried again later, after every attempt after twice the time', async () => {
    const left = new LeftFiles(40);
    const dueAfter = async (waitMs: number): Promise<boolean> => {
      await delay(waitMs);
      return left.isDue(file('a'));
    };
    left.add(file('a'));
    expect(left.isDue(file('a'))).toBe(false);
    expect(await dueAfter(60)).toBe(true);
    left.add(file('a'));
    expect(await dueAfter(50)).toBe(false);
    expect(await dueAfter(60)).toBe(true);
  });

  it('is due at once when its content changed, or another file was processed', () => {
    const left = new LeftFiles(60_000);
    for (const name of ['a', 'b']) left.add(file(name));
    expect([left.isDue(file('a')), left.isDue(file('a', '2')), left.isDue(file('c'))]).toEqual([false, true, true]);
    left.wake();
    expect([left.isDue(file('a')), left.isDue(file('b'))]).toEqual([true, true]);
    left.remove(file('b'));
    left.add(file('b'));
    expect(left.isDue(file('b'))).toBe(false);
  });
});
