import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdsBsn } from '@regieboek/kernel';
import { codesOf, knownAtIn } from './codes.js';

const BSN = '999900006';
const LEFT_OUT = '(left out)';
const seed = { seed: 281, numRuns: 300 };

describe('the codes of a request that was refused or is a query', () => {
  it('are months, days, UUIDs and numbers', () => {
    const codes = {
      ...{ period: '2026-02', from: '2026-02-01', municipality: '0505', limit: '100', number: '12345678' },
      youth: '615673df-570b-522a-ab28-0ee98b85f50c',
    };
    expect(codesOf(codes)).toEqual(codes);
    expect(codesOf({ after: 12 })).toEqual({ after: '12' });
  });

  it.each([
    'Jan Jansen',
    'jansen',
    'zhz',
    '',
    '2026-2',
    '123456789',
    'a@b.example',
    '2026-02-01T00:00',
    '1'.repeat(99),
  ])('are not other texts, such as %j, whose name stays', (name) =>
    expect(codesOf({ name })).toEqual({ name: LEFT_OUT }),
  );

  it('are not lists, objects or what is not there', () => {
    expect(codesOf({ a: ['2026-02'], b: { c: '1' }, d: null, e: true, f: undefined })).toEqual({
      ...{ a: LEFT_OUT, b: LEFT_OUT, d: LEFT_OUT, e: LEFT_OUT },
    });
    for (const parameters of [undefined, null, 'text', 7, []]) expect(codesOf(parameters)).toEqual({});
  });

  it('have names of letters only, and are twenty at most', () => {
    expect(codesOf({ [BSN]: '1', 'a b': '1', __proto__x: '1', ['x'.repeat(41)]: '1', ok: '1' })).toEqual({ ok: '1' });
    const many = Object.fromEntries(Array.from({ length: 26 }, (_, n) => [String.fromCharCode(97 + n), '1']));
    expect(Object.keys(codesOf(many))).toHaveLength(20);
  });

  it('do not hold a citizen service number, with its leading zero or without', () => {
    expect(codesOf({ a: '012345672'.slice(1), b: BSN, c: `x${BSN}` })).toEqual({
      a: LEFT_OUT,
      b: LEFT_OUT,
      c: LEFT_OUT,
    });
  });
});

describe('the codes of a request that was answered', () => {
  it('are ids of any form that has no blanks', () => {
    const ids = { run: 'zhz~2026-02~1~2025.1', message: 'f2'.repeat(16), file: 'a/b.c:d+e-f_g' };
    expect(codesOf(ids, { exist: true })).toEqual(ids);
  });

  it.each(['Jan Jansen', 'José', 'a@b.example', '', 'x'.repeat(121), `F-${BSN}-1`])('are not %j', (id) =>
    expect(codesOf({ id }, { exist: true })).toEqual({ id: LEFT_OUT }),
  );
});

describe('codes', () => {
  it('hold no sign that a sentence needs and no citizen service number, whatever is sent', () => {
    const sent = fc.dictionary(
      fc.string({ maxLength: 12 }),
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.integer(),
        fc.jsonValue(),
      ),
    );
    fc.assert(
      fc.property(sent, fc.boolean(), (parameters, exist) => {
        for (const [name, value] of Object.entries(codesOf(parameters, { exist }))) {
          expect(name).toMatch(/^[a-zA-Z]+$/);
          if (value === LEFT_OUT) continue;
          expect(value).toMatch(/^[\w.:~/+-]+$/);
          expect(holdsBsn(value)).toBe(false);
          expect([value, Number(value)]).toContainEqual(parameters[name]);
        }
      }),
      seed,
    );
  });

  it.each([true, false])(
    'name a random pseudonym, also when its digits can be those of a number (exist: %s)',
    (exist) => {
      const youth = `a${BSN.slice(0, 7)}-${BSN.slice(7)}ab-4abc-8abc-abcdefabcdef`;
      expect(holdsBsn(youth)).toBe(true);
      expect(codesOf({ youth }, { exist })).toEqual({ youth });
      const notRandom = `${BSN}`.padStart(12, '0');
      expect(codesOf({ youth: `00000000-0000-0000-0000-${notRandom}` }, { exist })).toEqual({ youth: LEFT_OUT });
    },
  );

  it('name a pseudonym in capitals as it is stored', () => {
    const youth = '615673df-570b-422a-ab28-0ee98b85f50c';
    expect(codesOf({ youth: youth.toUpperCase() })).toEqual({ youth });
    expect(codesOf({ youth: youth.toUpperCase() }, { exist: true })).toEqual({ youth });
  });
});

describe('the time of knowledge of a request', () => {
  it.each(['1', '123456', '2026-03-01', 'told:2026-03-01'])('is the position or the day %j', (knownAt) =>
    expect(knownAtIn({ knownAt, other: 'x' })).toBe(knownAt),
  );

  it.each(['', 'yesterday', 'told:5', BSN, '2026-03', '1'.repeat(16), ['1'], null])('is not %j', (knownAt) =>
    expect(knownAtIn({ knownAt })).toBeNull(),
  );

  it('is null without one', () => {
    for (const parameters of [undefined, null, 'knownAt', {}]) expect(knownAtIn(parameters)).toBeNull();
  });
});
