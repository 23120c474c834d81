import { describe, expect, it } from '@jest/globals';
import { DataKey } from './data-key.js';

const place = 'message/1/0';

describe('a data key', () => {
  it('opens what it sealed, at the place where it was sealed', () => {
    const key = DataKey.random();
    const sealed = key.seal('naam', place);
    expect(sealed.includes('naam')).toBe(false);
    expect(key.open(sealed, place).toString()).toBe('naam');
    expect(() => key.open(sealed, 'message/2/0')).toThrow();
    expect(key.seal('naam', place).equals(sealed)).toBe(false);
  });

  it.each([0, 12, 28])('does not open bytes of which byte %i was changed, nor a part of them', (at) => {
    const key = DataKey.random();
    const sealed = key.seal('naam', place);
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => key.open(changed, place)).toThrow();
    expect(() => key.open(sealed.subarray(0, 20), place)).toThrow();
    expect(() => DataKey.random().open(sealed, place)).toThrow();
  });

  it('of several keys is the same in any order, another one for other keys, and the key itself for one', () => {
    const [one, two, three] = [DataKey.random(), DataKey.random(), DataKey.random()];
    const sealed = DataKey.ofAll([one, two]).seal('samen', place);
    expect(DataKey.ofAll([two, one]).open(sealed, place).toString()).toBe('samen');
    for (const others of [[one], [two], [one, three], [one, two, three]])
      expect(() => DataKey.ofAll(others).open(sealed, place)).toThrow();
    expect(DataKey.ofAll([one])).toBe(one);
  });

  it('has 32 bytes', () => {
    const key = DataKey.random();
    expect(DataKey.from(key.bytes).open(key.seal('x', place), place).toString()).toBe('x');
    for (const length of [0, 16, 31, 33]) expect(() => DataKey.from(new Uint8Array(length))).toThrow(RangeError);
  });
});
