import { describe, expect, it } from '@jest/globals';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { z, ZodError } from 'zod';
import { limits } from '@regieboek/kernel';
import { AsDescribed, type PartSchemas } from './as-described.js';
import { faultsAt, faultsOf, implausibleIn, Parsed } from './parsed.js';

const schema = z.object({ lines: z.array(z.object({ cents: z.int('whole cents') })), region: z.string('a text') });
const errorOf = (value: unknown) => {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('it should not fit');
  return error;
};

describe('a fault of a part of a request', () => {
  it('has a JSON pointer in a body, and the name of the parameter elsewhere', () => {
    const value = { lines: [{ cents: 1 }, { cents: 1.5 }] };
    expect(faultsOf(errorOf(value))).toEqual([
      { place: '/lines/1/cents', text: 'whole cents' },
      { place: '/region', text: 'a text' },
    ]);
    expect(faultsOf(errorOf(value), 'query').map(({ place }) => place)).toEqual([
      'query lines 1 cents',
      'query region',
    ]);
    expect(faultsOf(errorOf(3)).map(({ place }) => place)).toEqual(['/']);
  });

  it('about a name that is not known never repeats it, also without the words of this product', () => {
    const { error } = z.strictObject({}).safeParse({ Jansen: 1 });
    expect(error && faultsOf(error)).toEqual([{ place: '/', text: 'contains unknown fields; see /openapi.json' }]);
  });

  it('is one of at most a thousand, and the rest is counted', () => {
    const faults = faultsOf(errorOf({ region: 'zhz', lines: Array.from({ length: limits.faults + 7 }, () => ({})) }));
    expect(faults).toHaveLength(limits.faults + 1);
    expect(faults.at(-1)).toEqual({ place: 'file', text: 'and 7 more: repair these first' });
  });

  it('is none where nothing is described, or the part is sound', () => {
    expect(faultsAt('body', undefined, 'anything')).toEqual([]);
    expect(faultsAt('body', schema, { lines: [], region: 'zhz' })).toEqual([]);
  });
});

describe('a month or day that no ledger is about', () => {
  it('is a fault at its place in every part', () => {
    expect(implausibleIn('path', { period: '0202-01' })).toEqual([
      { place: 'path period', text: expect.stringContaining('a month from 2015-01') },
    ]);
    expect(implausibleIn('query', { on: '1799-01-01' }).map(({ place }) => place)).toEqual(['query on']);
    expect(implausibleIn('body', { a: [{ on: '9999-12-31' }] }).map(({ place }) => place)).toEqual(['/a/0/on']);
  });

  it('is not found in texts that are not a month or day, or in numbers', () => {
    expect(implausibleIn('body', { a: '0202-13', b: '12-34-5678', c: 20200101, d: null, e: 'in 0202-01' })).toEqual([]);
  });
});

describe('a request as described', () => {
  const schemas: PartSchemas = {
    path: z.object({ period: z.string() }),
    query: z.strictObject({ size: z.coerce.number().int().optional() }),
    body: schema,
  };
  const check = (request: object, described = schemas) =>
    new AsDescribed(described).canActivate(new ExecutionContextHost([request]));
  const sound = { params: { period: '2026-01' }, query: { size: '3' }, body: { lines: [], region: 'zhz' } };
  const placesOf = (request: object, described = schemas): string[] => {
    try {
      check(request, described);
      return [];
    } catch (error) {
      return (error as { faults: { place: string }[] }).faults.map(({ place }) => place);
    }
  };

  it('is let through', () => {
    expect(check(sound)).toBe(true);
  });

  it('is refused with the faults of all its parts at once', () => {
    const request = { params: { period: '0202-01' }, query: { size: 'x', sise: 1 }, body: { lines: [{}], region: 1 } };
    expect(placesOf(request)).toEqual(['query size', 'query', '/lines/0/cents', '/region', 'path period']);
  });

  it('may have anything in a body that is not described, such as the bytes of a file', () => {
    const { path, query } = schemas;
    const described = { ...(path ? { path } : {}), ...(query ? { query } : {}) };
    expect(placesOf({ ...sound, body: '9999-12-31' }, described)).toEqual([]);
    expect(placesOf({ ...sound, body: '9999-12-31' })).toEqual(['/', '/']);
  });
});

describe('a parameter of a controller', () => {
  it('is what its schema makes of it', () => {
    const size = new Parsed(z.object({ size: z.coerce.number().default(10) }));
    expect([size.transform({ size: '3' }), size.transform({})]).toEqual([{ size: 3 }, { size: 10 }]);
    expect(() => size.transform({ size: 'x' })).toThrow(ZodError);
  });
});
