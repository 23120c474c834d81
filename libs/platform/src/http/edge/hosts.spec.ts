import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance, InjectOptions } from 'fastify';
import fc from 'fast-check';
import { edgeServer, outcome } from '../../../test/edge-server.js';
import { guardHosts, hostName } from './hosts.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = await edgeServer((one) => {
    guardHosts(one, ['Ledger.Example', 'ledger-2.example']);
    one.get('/thing', () => ({}));
    one.post('/thing', () => ({}));
    one.delete('/thing', () => ({}));
    one.options('/thing', () => ({}));
  });
});
afterAll(() => server.close());

type Headers = Record<string, string>;
const send = async (method: InjectOptions['method'], headers: Headers): Promise<string> =>
  outcome(await server.inject({ ...(method ? { method } : {}), url: '/thing', headers }));
const reading = (host: string) => send('GET', { host });
const writing = (headers: Headers) => send('POST', { host: 'ledger.example', ...headers });

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const names = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));

describe('a name in a Host header', () => {
  it('is what stands before its port, in lower case', () => {
    fc.assert(
      fc.property(names, fc.option(fc.nat(65_535)), fc.boolean(), (name, port, isLoud) => {
        const header = `${isLoud ? name.toUpperCase() : name}${port === null ? '' : `:${port}`}`;
        expect(hostName(header)).toBe(name);
      }),
      { seed: 35, numRuns: 100 },
    );
  });

  it('of IPv6 stands in brackets', () => {
    expect(hostName('[::1]:3000')).toBe('[::1]');
    expect(hostName('[FE80::1]')).toBe('[fe80::1]');
    expect(hostName('::1')).toBeUndefined();
  });

  it.each(['', ' ', 'a b', 'a/b', 'a@b', 'http://a', 'a:', 'a:b', 'a:123456', 'a,b', '[::1', '[g::1]', 'a\n', 'ä'])(
    'is none in %j',
    (header) => {
      expect(hostName(header)).toBeUndefined();
    },
  );
});

describe('a request', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]', 'ledger.example', 'LEDGER.example:443'])(
    'for %s is for this server',
    async (host) => {
      expect(await reading(host)).toBe('200');
    },
  );

  it.each(['evil.example', 'localhost.evil.example', 'xlocalhost', 'localhost.', '127.0.0.2', ' ', 'a b', '[::2]'])(
    'for %j is refused with 421',
    async (host) => {
      expect(await reading(host)).toBe('421 misdirected');
      expect(await send('POST', { host, origin: `http://${host}` })).toBe('421 misdirected');
    },
  );

  it('for any other name is refused with 421, also when an own name is part of it', async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (before, after) => {
        for (const host of [`${before}.ledger.example`, `ledger.example.${after}`, `${before}-ledger.example`])
          expect(await reading(host)).toBe('421 misdirected');
      }),
      { seed: 36, numRuns: 30 },
    );
  });
});

describe('a write from a page', () => {
  it.each([
    ['of no browser', {}],
    ['of this server', { origin: 'http://ledger.example' }],
    ['of this server, written loudly', { origin: 'http://LEDGER.EXAMPLE' }],
    ['of another own name', { origin: 'https://ledger-2.example' }],
    ['of an own name at the port of a gateway', { origin: 'https://ledger.example:8443' }],
    ['of the same origin', { origin: 'http://ledger.example', 'sec-fetch-site': 'same-origin' }],
    ['typed by a user', { 'sec-fetch-site': 'none' }],
    ['of this server, said loudly', { 'sec-fetch-site': 'SAME-ORIGIN' }],
  ])('%s is accepted', async (_, headers) => {
    expect(await writing(headers as Headers)).toBe('200');
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a site whose name begins as ours', { origin: 'http://ledger.example.evil.example' }],
    ['of a site with our name as its user', { origin: 'http://ledger.example@evil.example' }],
    ['of a file or a sandbox', { origin: 'null' }],
    ['of an extension', { origin: 'chrome-extension://ledger.example' }],
    ['of nothing that is an origin', { origin: 'ledger.example' }],
    ['of two origins', { origin: 'http://ledger.example, http://evil.example' }],
    ['that a browser calls of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of another name of our domain', { 'sec-fetch-site': 'same-site' }],
    ['whose origin and site disagree', { origin: 'http://ledger.example', 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused with 403, whatever the method that writes', async (_, headers) => {
    expect(await writing(headers as Headers)).toBe('403 foreign-origin');
    expect(await send('DELETE', { host: 'localhost', ...(headers as Headers) })).toBe('403 foreign-origin');
  });

  it('does not matter for requests that change nothing', async () => {
    const headers = { host: 'localhost', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const method of ['GET', 'OPTIONS'] as const) expect(await send(method, headers)).toBe('200');
  });

  it('of a page at another port of this machine is refused: another program serves it', async () => {
    const headers = { host: 'localhost:3000', origin: 'http://localhost:4000' };
    expect(await send('POST', headers)).toBe('403 foreign-origin');
    expect(await send('POST', { ...headers, origin: 'http://localhost:3000' })).toBe('200');
  });
});
