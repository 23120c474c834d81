import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, toDay } from '@regieboek/kernel';
import { ByteWriter, isPlain } from './byte-writer.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const written = ({ bytes, length }: ByteWriter): string => decoder.decode(bytes.subarray(0, length));

const DAY_MIN = toDay('0001-01-01');
const DAY_MAX = toDay('9999-12-31');

/** One thing that is added, and how it reads. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => ({ add: (to: ByteWriter) => to.text(text), text })),
  fc.string().map((text) => ({ add: (to: ByteWriter) => to.raw(encoder.encode(text)), text })),
  fc
    .oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, 9, 10, 99_999_999, 100_000_000, -1))
    .map((number) => ({ add: (to: ByteWriter) => to.whole(number), text: String(number) })),
  fc
    .oneof(fc.integer({ min: DAY_MIN, max: DAY_MAX }), fc.constantFrom(7_304, 7_305, 40_072, 40_073))
    .map((day) => ({ add: (to: ByteWriter) => to.date(day), text: `"${fromDay(day)}"` })),
);

describe('bytes that are written one after another', () => {
  it('are the texts, numbers and days that were added, in order', () => {
    const writer = new ByteWriter();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        writer.length = 0;
        for (const { add } of pieces) add(writer);
        expect(written(writer)).toBe(pieces.map(({ text }) => text).join(''));
      }),
      { seed: 91, numRuns: 60 },
    );
  });

  it('are every power of ten and its neighbours in decimals', () => {
    const writer = new ByteWriter();
    const numbers = Array.from({ length: 16 }, (_, power) => 10 ** power).flatMap((ten) => [
      ten - 1,
      ten,
      ten + 1,
      -ten,
    ]);
    for (const number of numbers) {
      writer.whole(number);
      writer.text(' ');
    }
    expect(written(writer).trim().split(' ').map(Number)).toEqual(numbers);
  });

  it('are the same day twice by the same bytes', () => {
    const writer = new ByteWriter();
    for (const day of [toDay('2025-02-28'), toDay('2025-02-28'), toDay('1850-01-01')]) writer.date(day);
    expect(written(writer)).toBe('"2025-02-28""2025-02-28""1850-01-01"');
  });

  it('go on past the memory that was expected, and keep what was there', () => {
    const writer = new ByteWriter(10);
    const first = writer.bytes.length;
    const part = encoder.encode('0123456789abcdef'.repeat(4_096));
    let parts = 0;
    while (writer.length <= 2 * first) {
      writer.raw(part);
      parts += 1;
    }
    expect(writer.bytes.length).toBeGreaterThan(first);
    expect(written(writer) === decoder.decode(part).repeat(parts)).toBe(true);
  });

  it('may be written by a caller who asked for room', () => {
    const writer = new ByteWriter();
    writer.text('a');
    const room = 3 * writer.bytes.length;
    writer.reserve(room);
    expect(writer.bytes.length).toBeGreaterThanOrEqual(room + 1);
    writer.bytes[writer.length] = 0x62;
    writer.length += 1;
    expect(written(writer)).toBe('ab');
  });
});

describe('bytes that stand in JSON as they are', () => {
  it('are those that JSON writes without an escape and in ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6 }), (text) => {
        const bytes = encoder.encode(text);
        const isAscii = [...text].every((one) => (one.codePointAt(0) ?? 0) < 0x7f);
        expect(isPlain(bytes, 0, bytes.length)).toBe(isAscii && JSON.stringify(text) === `"${text}"`);
      }),
      { seed: 92, numRuns: 400 },
    );
  });

  it('are looked at in their range alone', () => {
    const bytes = encoder.encode('"ab"');
    expect([isPlain(bytes, 1, 3), isPlain(bytes, 0, 3), isPlain(bytes, 1, 4), isPlain(bytes, 2, 2)]).toEqual([
      ...[true, false, false, true],
    ]);
  });
});
