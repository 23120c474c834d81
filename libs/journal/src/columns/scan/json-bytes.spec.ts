import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byteOf, JsonBytes, Label, type Place } from './json-bytes.js';

const encoder = new TextEncoder();

/** JSON in the midst of other bytes, as it stands in a batch of the log. */
function begun(text: string, before = '', after = ''): JsonBytes {
  const bytes = encoder.encode(`${before}${text}${after}`);
  const from = encoder.encode(before).length;
  const json = new JsonBytes();
  json.begin(bytes.subarray(from, from + encoder.encode(text).length));
  return json;
}

const place = (): Place => ({ from: 0, to: 0 });
const textOf = ({ bytes }: JsonBytes, { from, to }: Place): string =>
  new TextDecoder().decode(bytes.subarray(from, to));

/** Bytes around the JSON that would change what is read if they were looked at. */
const around = fc.constantFrom('', '1', '23', '"', '",', 'x', '\\', '9"');
const plain = fc.string({ unit: fc.constantFrom(...'abz09 {}[]:,-.~/'), maxLength: 20 });
const INT_MIN = -0x80000000;

describe('a number in JSON', () => {
  it('is read when it is a whole number of 32 bits, whatever stands around it', () => {
    const whole = fc.oneof(fc.integer(), fc.integer({ min: -12, max: 12 })).filter((one) => one !== INT_MIN);
    fc.assert(
      fc.property(whole, around, (number, before) => {
        const json = begun(String(number), before, ',');
        expect([json.readNumber(), json.number, json.isAtEnd]).toEqual([true, number, true]);
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  it('ends where the JSON ends: digits of what follows in memory are none of its own', () => {
    for (const after of ['0', '12', '9999999999']) {
      const json = begun('7', '', after);
      expect(json.readNumber()).toBe(false);
    }
  });

  it.each([
    ['too large', '2147483648'],
    ['the one that stands for none', '-2147483648'],
    ['too long', '00000000001'],
    ['a leading zero', '01'],
    ['minus zero', '-0'],
    ['a minus alone', '-'],
    ['nothing', ''],
    ['a text', '"1"'],
    ['a plus', '+1'],
    ['infinity', 'Infinity'],
    ['far too many digits', '1'.repeat(400)],
  ])('of another form is not: %s', (_, text) => {
    expect(begun(text).readNumber()).toBe(false);
  });

  it('with a fraction or an exponent is read up to it, so that what follows does not fit', () => {
    for (const text of ['1.5', '1e3', '1E3']) {
      const json = begun(text);
      expect([json.readNumber(), json.isAtEnd]).toEqual([true, false]);
    }
  });
});

describe('a text in JSON', () => {
  it('of printable ASCII is found between its quotes', () => {
    fc.assert(
      fc.property(plain, around, around, (text, before, after) => {
        const [json, own] = [begun(JSON.stringify(text), before, after), place()];
        expect([json.readText(own), textOf(json, own), json.isAtEnd]).toEqual([true, text, true]);
      }),
      { seed: 72, numRuns: 200 },
    );
  });

  it.each(['é', 'a\\"b', '\\u0041', 'a\nb', '\u007f', '😀', '\u0000'])('with %j is left to be parsed', (text) => {
    expect(begun(`"${text}"`).readText(place())).toBe(false);
  });

  it.each(['', 'abc', '"abc', '"', 'x"'])('that does not begin or end is none: %j', (text) => {
    expect(begun(text, '', '"').readText(place())).toBe(false);
  });
});

describe('a text of a known length in JSON', () => {
  it('is found between quotes that stand where they must', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: -2, max: 2 }), around, (text, off, before) => {
        fc.pre(text.length + off >= 0);
        const [json, own] = [begun(`"${text}"`, before, '"'), place()];
        const isRead = json.readBytes(own, text.length + off);
        if (off === 0) expect([isRead, textOf(json, own), json.isAtEnd]).toEqual([true, text, true]);
        else expect(isRead).toBe(false);
      }),
      { seed: 73, numRuns: 200 },
    );
  });
});

describe('a date in JSON', () => {
  const digits = fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);

  it('has ten digits and dashes, whether there is such a day or not', () => {
    fc.assert(
      fc.property(digits, around, (date, before) => {
        const [json, own] = [begun(`"${date}"`, before), place()];
        expect([json.readDate(own), textOf(json, own), json.isAtEnd]).toEqual([true, date, true]);
      }),
      { seed: 74, numRuns: 100 },
    );
  });

  it('with any one byte changed to one that does not belong there is none', () => {
    const other = fc.constantFrom(0x2f, 0x3a, 0x20, 0x61, 0x00, 0xff, 0x2e, 0xb0);
    fc.assert(
      fc.property(digits, fc.nat(9), other, (date, at, byte) => {
        const bytes = encoder.encode(`"${date}"`);
        bytes[at + 1] = byte;
        const json = new JsonBytes();
        json.begin(bytes);
        expect(json.readDate(place())).toBe(false);
      }),
      { seed: 75, numRuns: 300 },
    );
  });
});

describe('bytes that come next', () => {
  const labels = fc.string({ unit: fc.constantFrom('a', 'b', '"', ':', '{'), minLength: 4, maxLength: 17 });

  it('are skipped when they are those of a label, of any length from four', () => {
    fc.assert(
      fc.property(labels, labels, around, (label, text, before) => {
        const json = begun(text, before, label);
        const start = json.at;
        expect(json.skip(new Label(label))).toBe(text.startsWith(label));
        expect(json.at - start).toBe(text.startsWith(label) ? label.length : 0);
      }),
      { seed: 76, numRuns: 400 },
    );
  });

  it('are skipped when all of them are there, and not when the last is missing or another', () => {
    fc.assert(
      fc.property(labels, fc.nat(20), (label, at) => {
        expect(begun(label).skip(new Label(label))).toBe(true);
        expect(begun(label.slice(0, -1), '', label.slice(-1)).skip(new Label(label))).toBe(false);
        const place = at % label.length;
        expect(begun(`${label.slice(0, place)}~${label.slice(place + 1)}`).skip(new Label(label))).toBe(false);
      }),
      { seed: 77, numRuns: 200 },
    );
  });

  it('make no label of fewer than four', () => {
    for (const text of ['', 'a', 'abc']) expect(() => new Label(text)).toThrow(RangeError);
  });

  it('are taken one by one, and none is left at the end', () => {
    const json = begun('{}', 'x', '}');
    expect([json.take(byteOf('x')), json.take(byteOf('{')), json.next]).toEqual([false, true, byteOf('}')]);
    expect([json.take(byteOf('}')), json.isAtEnd, json.next, json.take(byteOf('}'))]).toEqual([true, true, 0, false]);
  });
});

describe('a reader of JSON', () => {
  it('goes from one piece of memory to another', () => {
    const json = new JsonBytes();
    const both = encoder.encode('12"ab"');
    json.begin(both.subarray(0, 2));
    expect([json.readNumber(), json.number, json.isAtEnd]).toEqual([true, 12, true]);
    const own = place();
    json.begin(both.subarray(2));
    expect([json.readText(own), textOf(json, own), json.start]).toEqual([true, 'ab', 2]);
    json.begin(encoder.encode('-3'));
    expect([json.readNumber(), json.number]).toEqual([true, -3]);
  });
});
