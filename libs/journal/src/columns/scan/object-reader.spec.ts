import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonBytes } from './json-bytes.js';
import { ObjectReader } from './object-reader.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const forms = {
  name: 'text',
  size: 'number',
  day: 'date',
  id: 'uuid',
  note: 'text or null',
  count: 'number or null',
} as const;
const names = Object.keys(forms) as (keyof typeof forms)[];

const usual = fc.record(
  {
    name: fc.stringMatching(/^[a-z ]{0,12}$/),
    size: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    day: fc.stringMatching(/^20[0-9]{2}-0[1-9]-[0-2][1-8]$/),
    id: fc.uuid(),
    note: fc.option(fc.stringMatching(/^[A-Z]{0,5}$/)),
    count: fc.option(fc.nat(99)),
  },
  { requiredKeys: [] },
);
type Usual = Partial<Record<keyof typeof forms, string | number | null>>;

/** The same object with its fields in an order by chance. */
const shuffled = usual.chain((value) =>
  fc
    .shuffledSubarray(Object.keys(value), { minLength: Object.keys(value).length })
    .map((keys) => Object.fromEntries(keys.map((key) => [key, value[key as keyof typeof forms]])) as Usual),
);

function begun(text: string): JsonBytes {
  const json = new JsonBytes();
  json.begin(encoder.encode(text));
  return json;
}

/** What a reader found: the values of its fields by name, in the order in which they were read. */
function found(reader: ObjectReader, json: JsonBytes): [string, unknown][] {
  return reader.order.map((index) => {
    const { isNull, text, number } = reader.field(index);
    const name = names[index] ?? 'name';
    if (isNull) return [name, null];
    return [name, forms[name].startsWith('number') ? number : decoder.decode(json.bytes.subarray(text.from, text.to))];
  });
}

describe('an object of known fields', () => {
  it('is read with any of them, in any order, as often as objects come', () => {
    const reader = new ObjectReader(forms);
    fc.assert(
      fc.property(shuffled, (value) => {
        fc.pre(Object.keys(value).length > 0);
        const json = begun(JSON.stringify(value));
        expect([reader.read(json), json.isAtEnd]).toEqual([true, true]);
        expect(found(reader, json)).toEqual(Object.entries(value));
        expect(names.filter((_, index) => reader.has(1 << index)).toSorted()).toEqual(Object.keys(value).toSorted());
      }),
      { seed: 81, numRuns: 400 },
    );
  });

  it('has each field at its place, with its name, so that it can be written as it stands', () => {
    const reader = new ObjectReader(forms);
    fc.assert(
      fc.property(shuffled, (value) => {
        fc.pre(Object.keys(value).length > 0);
        const text = JSON.stringify(value);
        const json = begun(text);
        reader.read(json);
        const places = reader.order.map((index) => reader.field(index).place);
        const parts = places.map(({ from, to }) => decoder.decode(json.bytes.subarray(from, to)));
        expect(`{${parts.join(',')}}`).toBe(text);
      }),
      { seed: 82, numRuns: 150 },
    );
  });

  it('is left to be parsed when a field is not known, comes twice, or has a value of another form', () => {
    const reader = new ObjectReader(forms);
    const odd = fc.constantFrom(
      '"other":1',
      '"name":null',
      '"name":1',
      '"name":"é"',
      '"size":"1"',
      '"size":1.5',
      '"size":null',
      '"day":"2025-1-1"',
      '"day":null',
      '"id":"no uuid"',
      '"note":5',
      '"count":"5"',
      '"count":nul',
      '"Name":"x"',
      ' "size":1',
      '"name" :"x"',
      '"name":{}',
      '"name":[]',
      '"name":true',
    );
    fc.assert(
      fc.property(shuffled, odd, fc.nat(6), (value, field, at) => {
        const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
        parts.splice(at % (parts.length + 1), 0, field);
        expect(reader.read(begun(`{${parts.join(',')}}`))).toBe(false);
      }),
      { seed: 83, numRuns: 300 },
    );
    expect(reader.read(begun('{"size":1,"size":1}'))).toBe(false);
  });

  it('is none when it is cut short anywhere, or empty', () => {
    const reader = new ObjectReader(forms);
    const text = JSON.stringify({ name: 'a', size: -12, day: '2025-01-01', note: null, count: 3 });
    for (let length = 0; length < text.length; length += 1)
      expect(reader.read(begun(text.slice(0, length)))).toBe(false);
    expect(reader.read(begun('{}'))).toBe(false);
    expect(reader.read(begun(text))).toBe(true);
  });

  it('forgets what it read before', () => {
    const reader = new ObjectReader(forms);
    reader.read(begun('{"name":"a","size":1,"count":null}'));
    reader.read(begun('{"count":2}'));
    expect([reader.has(1 << 0), reader.order]).toEqual([false, [5]]);
    expect([reader.field(5).isNull, reader.field(5).number]).toEqual([false, 2]);
  });

  it('has no field but those it was made with', () => {
    expect(() => new ObjectReader(forms).field(6)).toThrow(new RangeError('field 6 does not exist'));
  });
});

describe('an object in an object', () => {
  const inner = new ObjectReader({ code: 'text', from: 'date' });
  const outer = new ObjectReader({ first: 'number', inside: inner, last: 'text' });

  it('is read with it', () => {
    const json = begun('{"inside":{"from":"2025-02-01","code":"x"},"last":"z","first":4}');
    expect([outer.read(json), json.isAtEnd, outer.order, inner.order]).toEqual([true, true, [1, 2, 0], [1, 0]]);
    const { from, to } = outer.field(1).place;
    expect(decoder.decode(json.bytes.subarray(from, to))).toBe('"inside":{"from":"2025-02-01","code":"x"}');
  });

  it('leaves both to be parsed when it is unusual', () => {
    for (const inside of ['null', '{}', '{"code":"x"', '{"code":"x","more":1}', '[]', '"x"'])
      expect([inside, outer.read(begun(`{"first":4,"inside":${inside},"last":"z"}`))]).toEqual([inside, false]);
  });
});
