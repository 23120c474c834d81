import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { masked } from './masked.js';

const BSN = '999900006';
const key = fc.constantFrom('subject', 'rows', 'note', 'a', 'region');
const leaf = fc.oneof(
  fc.constantFrom(BSN, Number(BSN), `client ${BSN}`, `9999-00006`, BigInt(7), undefined, null, true, 1.5, 'zhz', 3),
  fc.constant(new Error(`no client ${BSN}`)),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, depthSize: 'large' },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3 }),
  ),
})).any;

const written = (one: unknown): string =>
  JSON.stringify(one, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? '';

describe('a value for a log line', () => {
  it('never holds a citizen service number, however deep and in whatever form it came', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(written(masked(one)).replaceAll(/[^0-9]/g, ' ')).not.toMatch(/9 *9 *9 *9 *0 *0 *0 *0 *6/);
      }),
      { seed: 64, numRuns: 300 },
    );
  });

  it('without one, and not too deep, is as it was', () => {
    for (const one of ['zhz', 3, 0, -1.5, true, null, undefined, { region: 'zhz', events: [1, 2, { kind: 'JW323' }] }])
      expect(masked(one)).toEqual(one);
  });

  it.each(['bsn', 'BSN', 'naam', 'Name', 'voornamen', 'geslachtsnaam', 'birthDate', 'geboortedatum'])(
    'has no field %s at any depth, whatever that holds',
    (name) => {
      const left = masked({ [name]: 'x', rows: [{ [name]: ['y'], ok: 1 }] });
      expect(left).toEqual({ rows: [{ ok: 1 }] });
    },
  );

  it('of an error is its kind alone', () => {
    const error = Object.assign(new TypeError(`no ${BSN}`, { cause: new Error(BSN) }), { detail: 'Jan Jansen' });
    expect(masked(error)).toEqual({ name: 'TypeError' });
    expect(masked({ err: [error] })).toEqual({ err: [{ name: 'TypeError' }] });
  });

  it('ends at a depth, also when it holds itself', () => {
    const circle: Record<string, unknown> = { n: 1 };
    circle['self'] = circle;
    expect(masked(circle)).toEqual({ n: 1, self: { n: 1, self: { n: 1, self: { n: 1, self: '…' } } } });
    expect(masked([[[[['deep']]]]])).toEqual([[[['…']]]]);
  });

  it('keeps ids of the product, whose digits are not the number of a person', () => {
    const id = '615673df-570b-522a-ab28-0ee98b85f50c';
    expect(masked({ youth: id, message: 'f2'.repeat(32) })).toEqual({ youth: id, message: 'f2'.repeat(32) });
  });
});
