import { describe, expect, it } from '@jest/globals';
import { zstdCompressSync } from 'node:zlib';
import { DataKey } from '@regieboek/platform';
import { isErased, keysNeeded, NO_NUMBER, packed, unpacked, type NamedPart } from './container.js';

const [one, two, three] = ['one', 'two', 'three'] as const;
const keys = new Map([one, two, three].map((youth) => [youth, DataKey.random()]));
const part = (text: string, youths: readonly string[] = [], isNumber = false): NamedPart => ({
  bytes: Buffer.from(text),
  youths,
  isNumber,
});
const LONG = `${'lang '.repeat(100)}`;
const parts = [
  part('kop '),
  part('een ', [one]),
  part('999900006', [two], true),
  part(' '),
  part(LONG, [two, three]),
  part('slot'),
];
const plain = await packed({ region: 'zhz', strangers: [three], parts }, keys, 'message/1');
const without = (...gone: string[]) => new Map([...keys].filter(([youth]) => !gone.includes(youth)));
const text = (left: ReadonlyMap<string, DataKey>) => unpacked(plain, left, 'message/1').body.toString();

describe('a message in parts', () => {
  it('opens to the received bytes while all keys exist', () => {
    expect(text(keys)).toBe(`kop een 999900006 ${LONG}slot`);
    expect(isErased(unpacked(plain, keys, 'message/1'))).toBe(false);
  });

  it('lists the youths whose keys it needs, and their region', () => {
    expect(keysNeeded(plain)).toEqual({ region: 'zhz', strangers: [three], youths: [one, two] });
    expect(keysNeeded(zstdCompressSync('a'))).toBeUndefined();
  });

  it('loses the parts of a youth with its key, including those that also name others, and keeps the rest; a number is replaced', () => {
    expect(text(without(one))).toBe(`kop 999900006 ${LONG}slot`);
    expect(text(without(three))).toBe('kop een 999900006 slot');
    expect(text(new Map())).toBe(`kop ${NO_NUMBER} slot`);
    const { numbersErased, partsErased } = unpacked(plain, without(two), 'message/1');
    expect([numbersErased, partsErased]).toEqual([1, 1]);
  });

  it('contains no plain text about a youth, and no other key opens it', () => {
    for (const text of ['een ', '999900006', 'lang']) expect(plain.includes(text)).toBe(false);
    const wrong = new Map([...keys, [one, DataKey.random()]]);
    expect(() => unpacked(plain, wrong, 'message/1')).toThrow();
    expect(() => unpacked(plain, keys, 'message/2')).toThrow();
  });

  it('seals equal numbers of a youth equally, and different ones differently', async () => {
    const sealed = async (number: string) =>
      (await packed({ region: 'zhz', strangers: [], parts: [part(number, [one], true)] }, keys, 'message/3')).subarray(
        -37,
      );
    const first = await sealed('999900006');
    expect(await sealed('999900006')).toEqual(first);
    expect(await sealed('999900018')).not.toEqual(first);
  });

  it('cannot be packed without the key of a youth', async () => {
    await expect(packed({ region: 'zhz', strangers: [], parts }, without(two), 'message/1')).rejects.toThrow(
      'has no key',
    );
  });
});
