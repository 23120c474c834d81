import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { limits } from '@regieboek/kernel';
import { edgeServer, faultsIn, outcome } from '../../../test/edge-server.js';
import { readJson } from './json-body.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = await edgeServer((one) => {
    readJson(one);
    one.post('/echo', (request) => ({ got: request.body }));
  });
});
afterAll(() => server.close());

const post = (payload: string | Buffer, type = 'application/json') =>
  server.inject({ method: 'POST', url: '/echo', headers: { 'content-type': type }, payload });
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const listOf = (count: number, one: string): string => `[${Array.from({ length: count }, () => one).join(',')}]`;
const objectOf = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"f${n}":1`).join(',')}}`;

/** Keys and texts made of what the limits count: brackets, commas, colons, quotes and escapes. */
const signs = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', 'a', 'é', '\u2028', '😀') });
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(signs, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      signs.map((text) => `k${text}`),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('a JSON body within the limits', () => {
  it('is read as JSON.parse reads it, whatever signs its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.constantFrom(0, 1, 4), async (value, indent) => {
        const answer = await post(JSON.stringify(value, null, indent));
        expect(JSON.parse(answer.body)).toEqual({ got: JSON.parse(JSON.stringify(value)) });
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it('may hold more brackets, commas and colons inside a text than it may have of its own', async () => {
    const text = `${'['.repeat(limits.jsonDepth + 1)}\\"${'{,:'.repeat(limits.jsonValues + 1)}\\\\`;
    const answer = await post(`{"a":"${text}"}`);
    expect(answer.statusCode).toBe(200);
  });

  it.each([
    ['depth', nested(limits.jsonDepth)],
    ['objects', listOf(limits.jsonObjects - 1, '{}')],
    ['fields', objectOf(limits.jsonFields)],
    ['values', listOf(limits.jsonValues + 1, '1')],
  ])('is read at exactly the largest number of %s', async (_, text) => {
    expect(outcome(await post(text))).toBe('200');
  });
});

describe('a JSON body over a limit', () => {
  it.each([
    ['depth', nested(limits.jsonDepth + 1), '/: arrays and objects are nested more than 32 levels deep'],
    ['objects', listOf(limits.jsonObjects, '{}'), '/: it contains more than 10000 arrays and objects: split it'],
    ['fields', objectOf(limits.jsonFields + 1), '/: it contains more than 20000 fields: split it'],
    ['values', listOf(limits.jsonValues + 2, '1'), '/: it contains more than 100000 values: split it'],
  ])('of %s is refused with the limit that it breaks', async (_, text, fault) => {
    const answer = await post(text);
    expect([outcome(answer), faultsIn(answer)]).toEqual(['400 too-complex', [fault]]);
  });

  it('is refused for its first limit, even when the rest is no JSON', async () => {
    const answer = await post(`${'['.repeat(limits.jsonDepth + 1)} no JSON at all`);
    expect(outcome(answer)).toBe('400 too-complex');
  });

  it('of bytes is refused with 413, one below is read', async () => {
    const sized = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
    expect(outcome(await post(sized(limits.jsonBytes)))).toBe('200');
    expect(outcome(await post(sized(limits.jsonBytes + 1)))).toBe('413 too-large');
  });
});

describe('a body that is no JSON', () => {
  it.each(['', '{', '[1,]', '{"a":1,}', "{'a':1}", 'NaN', '{"a":01}', '"a', '"\u0000"', '\uFEFF[', '[1] [2]', '//'])(
    '%j is refused with 400',
    async (text) => {
      expect(outcome(await post(text))).toBe('400 unreadable');
    },
  );

  it('is refused without a word of it', async () => {
    const answer = await post('{"client": 999900006 Jansen}');
    expect(answer.body).not.toMatch(/999900006|Jansen/);
  });

  it.each(['{"__proto__":{"isAdmin":true}}', '{"a":[{"__proto__":1}]}', '{"constructor":{"prototype":{"x":1}}}'])(
    '%s would change objects of the server, and is refused',
    async (text) => {
      expect(outcome(await post(text))).toBe('400 unreadable');
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  it('is refused in every way that a sound one can be cut short', async () => {
    const sound = JSON.stringify({ a: [1, { b: 'c"\\d' }], e: null });
    for (let length = 1; length < sound.length; length += 1)
      expect([length, outcome(await post(sound.slice(0, length)))]).toEqual([length, '400 unreadable']);
  });
});
