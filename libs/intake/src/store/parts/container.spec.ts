import { describe, expect, it } from '@jest/globals';
import { zstdCompressSync } from 'node:zlib';
import { DataKey } from '@regieboek/platform';
import { isErased, keysNeeded, packed, unpacked, type NamedPart } from './container.js';

const [one, two, three] = ['one', 'two', 'three'] as const;
const keys = new Map([one, two, three].map((youth) => [youth, DataKey.random()]));
const part = (text: string, youths: readonly string[] = [], lines = 0): NamedPart => ({
  bytes: Buffer.from(text),
  youths,
  lines,
});
const parts = [
  part('kop '),
  part('een ', [one], 2),
  part('twee ', [two], 1),
  part('samen ', [two, three]),
  part('slot'),
];
const plain = packed({ region: 'zhz', strangers: [three], parts }, keys, 'message/1');
const without = (...gone: string[]) => new Map([...keys].filter(([youth]) => !gone.includes(youth)));
const text = (left: ReadonlyMap<string, DataKey>) => unpacked(plain, left, 'message/1').body.toString();

describe('a message in parts', () => {
  it('opens to what was received while all keys are there', () => {
    expect(text(keys)).toBe('kop een twee samen slot');
    expect(isErased(unpacked(plain, keys, 'message/1'))).toBe(false);
  });

  it('says whose keys it needs, and of which region they are', () => {
    expect(keysNeeded(plain)).toEqual({ region: 'zhz', strangers: [three], youths: [one, two] });
    expect(keysNeeded(zstdCompressSync('a'))).toBeUndefined();
  });

  it('loses the parts of a youth with its key, also those that name others as well, and keeps the rest', () => {
    expect(text(without(one))).toBe('kop twee samen slot');
    expect(text(without(three))).toBe('kop een twee slot');
    expect(text(new Map())).toBe('kop slot');
    const { parts: seen } = unpacked(plain, without(two), 'message/1');
    expect(seen.map(({ lines, isErased: gone }) => [lines, gone])).toEqual([
      [0, false],
      [2, false],
      [1, true],
      [0, true],
      [0, false],
    ]);
  });

  it('holds no text of a youth in clear, and no other key opens it', () => {
    expect(plain.includes('een')).toBe(false);
    const wrong = new Map([...keys, [one, DataKey.random()]]);
    expect(() => unpacked(plain, wrong, 'message/1')).toThrow();
    expect(() => unpacked(plain, keys, 'message/2')).toThrow();
  });

  it('is not packed without the key of a youth', () => {
    expect(() => packed({ region: 'zhz', strangers: [], parts }, without(two), 'message/1')).toThrow('has no key');
  });
});
