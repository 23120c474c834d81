import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { edgeServer, outcome } from '../../../test/edge-server.js';
import { guardMethods } from './methods.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = await edgeServer((one) => {
    guardMethods(one);
    one.get('/v1/regions/:region', () => ({}));
    one.put('/v1/regions/:region', () => ({}));
    one.post('/v1/regions/:region/periods/:period', () => ({}));
    one.post('/v1/a.b', () => ({}));
    one.get('/static/*', () => ({}));
    one.route({ method: ['GET', 'POST'], url: '/v1/both', handler: () => ({}) });
  });
});
afterAll(() => server.close());

async function ask(method: HTTPMethods, url: string): Promise<[outcome: string, allow: unknown]> {
  const answer = await server.inject({ method: method as 'GET', url });
  return [method === 'HEAD' ? String(answer.statusCode) : outcome(answer), answer.headers['allow']];
}

describe('a method that an address does not have', () => {
  it.each<[HTTPMethods, string, string]>([
    ['POST', '/v1/regions/zhz', 'GET, HEAD, PUT'],
    ['DELETE', '/v1/regions/zhz?x=1', 'GET, HEAD, PUT'],
    ['GET', '/v1/regions/zhz/periods/2026-01', 'POST'],
    ['GET', '/v1/a.b', 'POST'],
    ['POST', '/static/docs/index.html', 'GET, HEAD'],
    ['PUT', '/v1/both', 'GET, HEAD, POST'],
    ['OPTIONS', '/v1/both', 'GET, HEAD, POST'],
  ])('%s %s is refused with 405 and those that it has', async (method, url, allow) => {
    expect(await ask(method, url)).toEqual(['405 method-not-allowed', allow]);
  });

  it('does not echo: TRACE is refused', async () => {
    expect(await ask('TRACE', '/v1/both')).toEqual(['405 method-not-allowed', 'GET, HEAD, POST']);
  });

  it('is named in words too, and the address is not', async () => {
    const { body } = await server.inject({ method: 'POST', url: '/v1/regions/999900006' });
    expect(body).toContain('this address supports GET, HEAD, PUT; see /openapi.json');
    expect(body).not.toContain('999900006');
  });
});

describe('an address that is none', () => {
  it.each([
    '/',
    '/v1',
    '/v1/regions',
    '/v1/regions/zhz/',
    '/v1/regions/zhz/periods',
    '/v1/aXb',
    '/v1/both/x',
    '/V1/both',
  ])('%s stays 404, whatever the method', async (url) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) expect(await ask(method, url)).toEqual(['404', undefined]);
  });
});

describe('a method that an address has', () => {
  it.each<[HTTPMethods, string]>([
    ['GET', '/v1/regions/zhz'],
    ['PUT', '/v1/regions/zhz'],
    ['HEAD', '/v1/regions/zhz'],
    ['POST', '/v1/regions/zhz/periods/2026-01'],
    ['GET', '/static/docs/index.html'],
    ['GET', '/v1/both'],
    ['POST', '/v1/both'],
  ])('%s %s is answered', async (method, url) => {
    expect(await ask(method, url)).toEqual(['200', undefined]);
  });
});
