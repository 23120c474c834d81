import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewNames } from '../../columns/encode/segment.js';
import { ReusedBuffer, BufferPool } from './buffer-pool.js';
import { decodedNames, encodedNames } from './names-file.js';

const names = fc
  .tuple(
    fc.array(fc.string({ unit: 'grapheme' })),
    fc.array(fc.tuple(fc.string(), fc.string(), fc.nat(), fc.nat()), { maxLength: 5 }),
  )
  .map(([words, all]): NewNames => ({
    words,
    declarations: all.map(([stream]) => stream),
    periods: all.map(([, period]) => period),
    providers: all.map(([, , provider]) => provider),
    payers: all.map(([, , , payer]) => payer),
  }));

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const sound: NewNames = { words: ['a'], declarations: ['d'], periods: ['2025-01'], providers: [0], payers: [1] };

describe('the file of names', () => {
  it('gives back the names that were written', () => {
    fc.assert(
      fc.property(names, (one) => {
        expect(decodedNames(encodedNames(one))).toEqual(one);
      }),
      { seed: 191, numRuns: 100 },
    );
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['words that are not texts', { ...sound, words: [1] }],
    ['no words', { ...sound, words: undefined }],
    ['no declarations', { ...sound, declarations: null }],
    ['months of fewer declarations', { ...sound, periods: [] }],
    ['providers of more declarations', { ...sound, providers: [0, 1] }],
    ['payers that are not whole numbers', { ...sound, payers: [0.5] }],
    ['payers that are texts', { ...sound, payers: ['1'] }],
  ])('is none when it holds %s', (_, value) => {
    expect(() => decodedNames(bytesOf(value))).toThrow('the names file contains no names');
  });

  it('is none when it is cut short', () => {
    const bytes = encodedNames(sound);
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => decodedNames(bytes.subarray(0, length))).toThrow();
  });
});

describe('memory that is used again', () => {
  it('is the same as long as it is large enough, and grows once to the largest file', () => {
    const room = new ReusedBuffer();
    const small = room.take(10, () => 100);
    expect([small.length, small.buffer.byteLength, room.take(100).buffer === small.buffer]).toEqual([10, 100, true]);
    const large = room.take(101);
    expect([large.length, large.buffer === small.buffer, room.buffer === large.buffer]).toEqual([101, false, true]);
    expect(room.take(4).buffer).toBe(large.buffer);
  });

  it('of texts stands beside that of numbers', () => {
    const room = new ReusedBuffer();
    const [numbers, texts] = [room.take(8), room.takeText(8)];
    numbers.fill(1);
    expect([texts.every((byte) => byte === 0), room.takeText(4).buffer === texts.buffer]).toEqual([true, true]);
    expect(room.takeText(9).buffer).not.toBe(texts.buffer);
  });

  it('is one for each kind of file', () => {
    const pool = new BufferPool();
    expect([pool.of('facts') === pool.of('facts'), pool.of('facts') === pool.of('care')]).toEqual([true, false]);
  });
});
