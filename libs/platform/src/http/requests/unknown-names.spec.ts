import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
// Its import gives faults of schemas their words.
import '@regieboek/events';
import { nearest, unknownNames } from './unknown-names.js';

const known = ['knownAt', 'period', 'municipality', 'size'] as const;
const schema = z.strictObject({
  knownAt: z.string().optional(),
  lines: z.array(z.strictObject({ cents: z.int() })).optional(),
});

const wordsOf = (value: unknown, part: 'path' | 'query' | 'body' = 'body', of: z.ZodType = schema): string[] =>
  of.safeParse(value, { error: unknownNames(part) }).error?.issues.map(({ message }) => message) ?? [];

describe('a mistyped name', () => {
  it.each([
    ['knownat', 'knownAt'],
    ['known-at', 'knownAt'],
    ['KNOWN_AT', 'knownAt'],
    ['knowAt', 'knownAt'],
    ['perod', 'period'],
    ['municipallity', 'municipality'],
    ['munipalty', 'municipality'],
    ['sise', 'size'],
  ])('%s means %s', (name, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });

  it.each(['', 'date', 'kn', 'bsn', 'x'.repeat(41), 'sezi'])('%j means none', (name) => {
    expect(nearest(name, known)).toBeUndefined();
  });

  it('means the same name with any one letter dropped, doubled or in another case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(20), fc.nat(2), (name, at, slip) => {
        const place = at % name.length;
        const letter = name[place] ?? '';
        const typed = ['', letter + letter, letter.toUpperCase()][slip] ?? '';
        expect(nearest(name.slice(0, place) + typed + name.slice(place + 1), known)).toBe(name);
      }),
      { seed: 44, numRuns: 100 },
    );
  });

  it('means one of the known names or none, whatever was sent', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.array(fc.string({ maxLength: 12 }), { maxLength: 5 }),
        (name, names) => {
          expect([...names, undefined]).toContain(nearest(name, names));
        },
      ),
      { seed: 45, numRuns: 200 },
    );
  });
});

describe('a part of a request with a name that is not known', () => {
  it('names the one that was meant', () => {
    expect(wordsOf({ known_at: 'x' })).toEqual(['contains an unknown field: did you mean knownAt?']);
    expect(wordsOf({ known_at: 'x' }, 'query')).toEqual(['contains an unknown parameter: did you mean knownAt?']);
    expect(wordsOf({ known_at: 'x' }, 'path')).toEqual(['contains an unknown part: did you mean knownAt?']);
  });

  it('names all known ones when none is near, and says so when there are none', () => {
    expect(wordsOf({ other: 1 })).toEqual(['contains an unknown field: supported: knownAt, lines']);
    expect(wordsOf({ other: 1 }, 'query', z.strictObject({}))).toEqual([
      'contains an unknown parameter: none is supported',
    ]);
  });

  it('names each meant one once, and looks at the first ten alone', () => {
    expect(wordsOf({ knownat: 1, known_at: 2, line: 3 })).toEqual([
      'contains an unknown field: did you mean knownAt, lines?',
    ]);
    const many = Object.fromEntries([...'abcdefghij', 'knownat'].map((name) => [name, 1]));
    expect(wordsOf(many)).toEqual(['contains an unknown field: supported: knownAt, lines']);
  });

  it('names those of the object that it lies in, and leaves other faults to the schema', () => {
    const [unknown, other] = wordsOf({ lines: [{ cent: 1, cents: 1 }], knownAt: 3 }).toSorted();
    expect(unknown).toBe('contains an unknown field: did you mean cents?');
    expect(other).toBe('must be text');
  });

  it('never repeats the name that was sent', () => {
    fc.assert(
      fc.property(fc.constantFrom('999900006', 'Jan Jansen', 'Kwetsbaarsma'), fc.nat(99), (name, number) => {
        expect(wordsOf({ [`${name}${number}`]: 1 }).join()).not.toContain(name);
      }),
      { seed: 46, numRuns: 30 },
    );
  });
});
