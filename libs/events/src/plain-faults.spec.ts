import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fields } from './index.js';

const said = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

describe('a fault that a schema has no message for', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), undefined, 'is missing: add it'],
    [z.string(), null, 'is empty: fill it in, or remove it'],
    [z.string(), 3, 'must be text'],
    [z.array(z.string()), 'x', 'must be a list'],
    [z.object({}), 'x', 'must be a map of fields'],
    [z.int(), 1.5, 'must be an integer'],
    [z.boolean(), 'ja', 'must be true or false'],
    [z.enum(['one', 'two']), 'three', 'must be one of one, two'],
    [z.string().min(3), 'x', 'must have at least 3 characters'],
    [z.array(z.string()).max(1), ['x', 'y'], 'must have at most 1 items'],
    [z.number().min(1), 0, 'must be at least 1'],
    [z.union([z.string(), z.number()]), true, 'has none of the allowed forms: see the documentation of the file'],
    [z.uuid(), 'x', 'does not have the right form: see the documentation of the file'],
    [z.string().refine(() => false), 'x', 'cannot be used: correct it'],
  ])('is told in a plain sentence without the value: %#', (schema, value, sentence) => {
    expect(said(schema, value)).toBe(sentence);
  });

  it('keeps the message of a schema that has one', () => {
    expect(said(fields.municipality, '505')).toBe('four digits (CBS code)');
  });
});
