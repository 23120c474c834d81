import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import fc from 'fast-check';
import { accessOf, actionOf, inBody, inId, needsLogIn, permissionOf, Permitted } from './permission.js';

const request = (parts: { params?: unknown; query?: unknown; body?: unknown }) => parts as FastifyRequest;
const objectOf = (parts: Parameters<typeof request>[0]) => actionOf('see-statements')?.on(request(parts));
const anyParts = fc.record({ params: fc.jsonValue(), query: fc.jsonValue(), body: fc.jsonValue() });

describe('the object of a request', () => {
  it('has the region and the municipality of its path, and the provider of its query, on all days', () => {
    const always = { from: null, to: null };
    expect(objectOf({ params: { region: 'zhz', municipality: '0505' }, query: { provider: '12345678' } })).toEqual({
      region: 'zhz',
      municipalities: [{ code: '0505', ...always }],
      providers: [{ code: '12345678', ...always }],
    });
  });

  it('does not have what is a list or is not there', () => {
    expect(objectOf({ params: { region: 'zhz', municipality: ['0505'] }, query: { provider: ['1', '2'] } })).toEqual(
      objectOf({ params: { region: 'zhz' }, query: {} }),
    );
    expect(objectOf({ params: { region: ['zhz'] } })).toBeUndefined();
    expect(objectOf({ params: Object.create({ region: 'zhz' }) })).toBeUndefined();
  });

  it('has the region of its body, or that before the first ~ of an id', () => {
    expect(inBody(request({ body: { region: 'zhz' } }))).toEqual({ region: 'zhz' });
    expect(inId('run')(request({ params: { run: 'zhz~2026-02~1' } }))).toEqual({ region: 'zhz' });
    expect(inId('run')(request({ params: { run: 'zhz' } }))).toEqual({ region: 'zhz' });
    expect(inId('run')(request({ params: { other: 'zhz~1' } }))).toBeUndefined();
  });

  it('is found in requests of any form without an error: the parts are not checked yet', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        for (const find of [inBody, inId('region'), actionOf('see-youth')?.on])
          expect(typeof (find?.(request(parts))?.region ?? '')).toBe('string');
      }),
      { seed: 290, numRuns: 200 },
    );
  });
});

describe('a permission', () => {
  it('needs an action unless it is for anyone or for every session', () => {
    expect(actionOf('anyone')).toBeUndefined();
    expect(actionOf('session')).toBeUndefined();
    expect(actionOf('see-books')).toMatchObject({ action: 'see-books', limits: false });
    expect(actionOf({ action: 'see-books', on: inBody, limits: true })).toEqual({
      ...{ action: 'see-books', on: inBody, limits: true },
    });
  });

  it('needs a log-in unless it is for anyone, or its route is of no controller', () => {
    const needs = (permission: Parameters<typeof Permitted>[0]) =>
      needsLogIn({ access: { permission, sessionEvent: undefined } });
    expect([needs('anyone'), needs('session'), needs('see-books')]).toEqual([false, true, true]);
    expect(needsLogIn({ url: '/docs' })).toBe(false);
    expect(accessOf({ url: '/docs' })).toBeUndefined();
  });

  it('is declared at a method, for the guard and for the server', () => {
    class Books {
      @Permitted('see-books')
      books() {
        return {};
      }
      bare() {
        return {};
      }
    }
    const { books, bare } = Books.prototype;
    expect([permissionOf(books), permissionOf(bare)]).toEqual(['see-books', undefined]);
  });
});
