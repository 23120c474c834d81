import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { edgeServer } from '../../../test/edge-server.js';
import { Problem } from '../problems/problem.js';
import { addHeaders } from './headers.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = await edgeServer(async (one) => {
    await addHeaders(one);
    one.get('/v1/things/:id', () => ({}));
    one.get('/v1/broken', () => {
      throw new Problem(409, 'in-use', 'it is in use');
    });
    one.get('/v1/regions/:region/statements/:municipality', (_, reply) =>
      reply.type('text/csv; charset=utf-8').send('a;b'),
    );
    one.get('/docs', () => ({}));
  });
});
afterAll(() => server.close());

const headersOf = async (url: string) => (await server.inject({ method: 'GET', url })).headers;

describe('an answer', () => {
  it.each(['/v1/things/1', '/v1/broken', '/docs', '/nowhere'])(
    'of %s keeps itself out of other pages, and names the version of the interface',
    async (url) => {
      expect(await headersOf(url)).toMatchObject({
        'api-version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
    },
  );

  it('loads scripts from this server alone, and leaves TLS to the gateway', async () => {
    const headers = await headersOf('/docs');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|https?:/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each(['/v1/things/1', '/v1/%74hings/1', '/v1/broken', '/nowhere', '/v2/things'])(
    'of %s is never kept in a cache, however its address is written',
    async (url) => {
      expect((await headersOf(url))['cache-control']).toBe('no-store');
    },
  );

  it('that is a file is saved under a name of the route, whatever the address holds', async () => {
    const address = '/v1/regions/zhz/statements/%22%0d%0aSet-Cookie:x=1';
    const headers = await headersOf(address);
    expect(headers['content-disposition']).toBe('attachment; filename="statements.csv"');
    expect(headers['set-cookie']).toBeUndefined();
    expect((await headersOf('/v1/things/1'))['content-disposition']).toBeUndefined();
  });

  it('is for no page of another origin', async () => {
    const { headers } = await server.inject({ url: '/v1/things/1', headers: { origin: 'https://other.example' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('of the documentation may be kept', async () => {
    expect((await headersOf('/docs'))['cache-control']).toBeUndefined();
  });
});
