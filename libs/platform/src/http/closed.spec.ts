import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { closed } from './closed.js';

const inner = z.object({ a: z.int() });
const sound = { a: 1 };
const open = { a: 1, b: 2 };

/** Schemas with an object inside, and how a value with that object looks. */
const around: readonly [name: string, schema: (part: z.ZodType) => z.ZodType, value: (part: unknown) => unknown][] = [
  ['itself', (part) => part, (part) => part],
  ['a field', (part) => z.object({ part }), (part) => ({ part })],
  ['an optional field', (part) => z.object({ part: part.optional() }), (part) => ({ part })],
  ['a nullable field', (part) => z.object({ part: part.nullable() }), (part) => ({ part })],
  ['a field with a default', (part) => z.object({ part: part.default(sound) }), (part) => ({ part })],
  ['a field with a default before it is read', (part) => part.prefault(sound), (part) => part],
  ['a list', (part) => z.array(part), (part) => [part, part]],
  ['a choice', (part) => z.union([z.string(), part]), (part) => part],
  ['a transformed field', (part) => part.transform((value) => JSON.stringify(value)), (part) => part],
  ['a pipe', (part) => part.pipe(z.unknown()), (part) => part],
  ['a checked field', (part) => part.refine(() => true), (part) => part],
];

describe('a closed schema', () => {
  it.each(around)(
    'refuses an undescribed field in an object in %s, and accepts a described one',
    (_, schema, value) => {
      const made = closed(schema(inner));
      expect(made.safeParse(value(sound)).success).toBe(true);
      expect(schema(inner).safeParse(value(open)).success).toBe(true);
      expect(made.safeParse(value(open)).success).toBe(false);
    },
  );

  it('refuses it however deep those lie inside each other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(around.length - 1), { minLength: 1, maxLength: 5 }), (path) => {
        const ways = path.map((at) => around[at] ?? around[0]).filter((way) => way !== undefined);
        // Defaults of an inner part would have another shape than it; they are tried above.
        const chosen = ways.filter(([name]) => !name.includes('default'));
        const schema = chosen.reduce<z.ZodType>((part, [, wrap]) => wrap(part), inner);
        const valueOf = (part: unknown) => chosen.reduce((value, [, , wrap]) => wrap(value), part);
        expect(closed(schema).safeParse(valueOf(sound)).success).toBe(true);
        expect(closed(schema).safeParse(valueOf(open)).success).toBe(false);
      }),
      { seed: 47, numRuns: 150 },
    );
  });

  it('gives the same value as the open one for a described input', () => {
    const schema = z.object({
      lines: z.array(z.object({ cents: z.coerce.number() })),
      note: z.string().default('none'),
    });
    const input = { lines: [{ cents: '3' }] };
    expect(closed(schema).parse(input)).toEqual(schema.parse(input));
  });

  it('keeps the checks on an object as a whole', () => {
    const schema = z
      .object({ from: z.int(), to: z.int() })
      .refine(({ from, to }) => from <= to, 'ends before it begins');
    const { error } = closed(schema).safeParse({ from: 2, to: 1 });
    expect(error?.issues.map(({ message }) => message)).toEqual(['ends before it begins']);
  });

  it('tells the kinds of a choice apart by their own fields', () => {
    const schema = z.discriminatedUnion('type', [
      z.object({ type: z.literal('one'), a: z.int() }),
      z.object({ type: z.literal('two'), b: z.int() }),
    ]);
    expect(closed(schema).safeParse({ type: 'one', a: 1 }).success).toBe(true);
    expect(closed(schema).safeParse({ type: 'one', a: 1, b: 2 }).success).toBe(false);
  });

  it('leaves a schema alone that says itself what other fields are', () => {
    const loose = z.looseObject({ a: z.int() });
    expect(closed(loose).safeParse(open).success).toBe(true);
    expect(closed(z.record(z.string(), z.int())).safeParse(open).success).toBe(true);
    expect(closed(z.object({ a: z.int() }).catchall(z.string())).safeParse({ a: 1, b: 'x' }).success).toBe(true);
  });

  it('is none of an intersection: neither side knows the fields of the other', () => {
    const both = inner.and(z.object({ b: z.int() }));
    expect(() => closed(both)).toThrow('describe an intersection in a request as one object');
    expect(() => closed(z.object({ lines: z.array(both) }))).toThrow(TypeError);
  });

  it('leaves the schema that it was made of open', () => {
    closed(inner);
    expect(inner.safeParse(open).success).toBe(true);
  });
});
