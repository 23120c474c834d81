import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { faultIn, faultLine, faultText } from './fault-lines.js';

/** English faults of a schema of the product, about a value that does not fit. */
function faultsOf(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

/** Words that only an English sentence has. */
const ENGLISH = /\b(must|is missing|has|the|allowed|contains)\b/;

describe('a fault in Dutch', () => {
  it('is English for readers of English', () => {
    const fault = { place: 'line 3, column bsn', text: 'is missing: add it' };
    expect([faultIn(fault, 'en'), faultLine(fault, 'en')]).toEqual([fault, 'line 3, column bsn: is missing: add it']);
  });

  it('has its place in Dutch too, and keeps names of columns and paths', () => {
    expect(faultLine({ place: 'line 3, column bsn', text: 'is missing: add it' }, 'nl')).toBe(
      'regel 3, kolom bsn: ontbreekt: vul het aan',
    );
    expect(faultIn({ place: '/contracts/0/provider', text: 'must be text' }, 'nl')).toEqual({
      place: '/contracts/0/provider',
      text: 'moet tekst zijn',
    });
  });

  it.each([
    ['a text', z.string(), 3],
    ['a short text', z.string().max(2), 'abc'],
    ['a long text', z.string().min(2), 'a'],
    ['a number', z.number(), 'three'],
    ['a small number', z.number().min(3), 1],
    ['a truth value', z.boolean(), 'yes'],
    ['a list', z.array(z.int()), {}],
    ['fields', z.object({ one: z.int() }), []],
    ['one of a few', z.enum(['one', 'two']), 'three'],
    ['a day', fields.date, '2026-02-30'],
    ['a month', fields.month, '2026-13'],
    ['a municipality', fields.municipality, '5'],
    ['a provider', fields.provider, 'x'],
  ])('is there for every fault of %s', (_, schema, value) => {
    const faults = faultsOf(schema, value);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect([fault, ENGLISH.test(faultText(fault, 'nl'))]).toEqual([fault, false]);
  });

  it('stays as it is where nobody has translated it', () => {
    expect(faultText('a sentence of nobody', 'nl')).toBe('a sentence of nobody');
  });
});
