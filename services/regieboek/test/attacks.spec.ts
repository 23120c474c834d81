/** Attacks over every endpoint, made from the description of the interface: a new endpoint is attacked without a word. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOnNewDatabase, type Running } from './running.js';
import { operationsOf, payloadOf, type Operation } from './operations.js';

let running: Running;
let stop: () => Promise<void>;
let operations: Operation[] = [];

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
  operations = operationsOf(running.application);
  const region = operations.find(({ url }) => url === '/v1/region-files');
  await running.post('/v1/region-files', 'application/yaml', String(region?.body?.example));
});
afterAll(() => stop());

/** Sends a request to every endpoint; gives what it was answered by its name. */
async function toAll(
  headers: Readonly<Record<string, string>>,
  { query = '', of = () => true }: { query?: string; of?: (operation: Operation) => boolean } = {},
) {
  const answers = new Map<string, { status: number; body: string; headers: Record<string, unknown> }>();
  for (const operation of operations.filter(of)) {
    const { method, url, body } = operation;
    const type = body ? { 'content-type': body.type } : {};
    const payload = body ? { payload: payloadOf(operation) } : {};
    const answer = await running.server.inject({
      method,
      url: url + query,
      headers: { ...type, ...headers },
      ...payload,
    });
    answers.set(`${method} ${url}`, { status: answer.statusCode, body: answer.body, headers: answer.headers });
  }
  return answers;
}

/** Endpoints that were answered otherwise than with a status. */
const others = (answers: Awaited<ReturnType<typeof toAll>>, status: number): string[] =>
  [...answers].flatMap(([name, one]) => (one.status === status ? [] : [`${name}: ${one.status}`]));

const writes = ({ method }: Operation): boolean => method !== 'GET';
const hasBody = ({ body }: Operation): boolean => body !== null;

describe('every endpoint', () => {
  it('is attacked here: all of the description', () => {
    expect(operations.length).toBeGreaterThanOrEqual(34);
    expect(operations.filter(hasBody).length).toBeGreaterThanOrEqual(10);
  });

  it.each(['rebinding.example', '127.0.0.1.example', 'localhost@evil.example', '169.254.169.254:80'])(
    'answers 421 to the Host %s',
    async (host) => {
      expect(others(await toAll({ host }), 421)).toEqual([]);
    },
  );

  it.each(['127.0.0.1:3000', 'localhost', '[::1]:80', 'LOCALHOST:3000'])('is reached by the Host %s', async (host) => {
    const answers = await toAll({ host });
    expect([...answers.values()].filter(({ status }) => status === 421)).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['Origin of another site', { origin: 'https://evil.example' }],
    ['Origin of another port', { origin: 'http://localhost:8080' }],
    ['Origin that is hidden', { origin: 'null' }],
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site of another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('that changes something answers 403 to a page of another site, by its %s', async (_, headers) => {
    expect(others(await toAll({ host: 'localhost:80', ...headers }, { of: writes }), 403)).toEqual([]);
  });

  it('is never cached, however its address is written, and refuses another name in it', async () => {
    const { headers } = await running.server.inject({ url: '/%761/regions', headers: { host: 'localhost' } });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('accepts a page of its own', async () => {
    const headers = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    const answers = await toAll(headers);
    expect([...answers.values()].filter(({ status }) => status === 403)).toEqual([]);
  });

  it('refuses a query parameter that is not described, with 400, and does not repeat it', async () => {
    const answers = await toAll({}, { query: '?Kwetsbaarsma=1' });
    expect(others(answers, 400)).toEqual([]);
    for (const [, { body }] of answers) {
      expect(body).toContain('"place":"query"');
      expect(body).not.toContain('Kwetsbaarsma');
    }
  });

  it('suggests the parameter that was meant', async () => {
    const asked = operations.filter(({ query }) => query.includes('knownAt'));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const { url } of asked) {
      const { body } = await running.server.inject({ url: `${url}?known-at=2026-01-31` });
      expect([url, body]).toEqual([url, expect.stringContaining('did you mean knownAt?')]);
    }
  });

  it('refuses a JSON field that is not described, at any depth', async () => {
    const asked = operations.filter(({ body }) => body?.type === 'application/json');
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const { method, url, body } of asked) {
      const places = objectsIn(body?.example);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        const payload = withField(body?.example, place);
        const answer = await running.server.inject({
          method,
          url,
          headers: { 'content-type': 'application/json' },
          payload,
        });
        const said = [url, place, answer.statusCode, answer.body.includes('Kwetsbaarsma')];
        expect(said).toEqual([url, place, 400, false]);
      }
    }
  });

  it.each([
    'image/png',
    'image/png;q=1, text/html',
    '*/*;q=0',
    'application/json;q=0, text/csv;q=0, application/xml;q=0',
  ])('answers 406 to Accept: %s', async (accept) => {
    expect(others(await toAll({ accept }, { of: ({ hasContent }) => hasContent }), 406)).toEqual([]);
  });

  it('accepts no body in an unknown encoding, and answers 415', async () => {
    for (const encoding of ['compress', 'zstd', 'gzip, gzip', 'gzip, br'])
      expect(others(await toAll({ 'content-encoding': encoding }, { of: hasBody }), 415)).toEqual([]);
  });

  it('answers 405 with its methods to every other one', async () => {
    for (const { url } of operations) {
      const own = operations.filter((one) => one.url === url).map(({ method }) => method);
      const answer = await running.server.inject({ method: 'PATCH', url });
      expect([url, answer.statusCode]).toEqual([url, 405]);
      const allowed = String(answer.headers.allow).split(', ');
      expect(allowed.filter((method) => method !== 'HEAD').sort()).toEqual([...new Set(own)].sort());
    }
  });

  it('is never cached, framed or content-sniffed', async () => {
    for (const [name, { headers }] of await toAll({}))
      expect([name, headers]).toEqual([
        name,
        expect.objectContaining({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
          'cross-origin-resource-policy': 'same-origin',
        }),
      ]);
  });

  it('with a body answers 422 to an Idempotency-Key that came with another request', async () => {
    await toAll({ 'idempotency-key': 'one-key' }, { of: (one) => one === operations.find(hasBody) });
    const answers = await toAll({ 'idempotency-key': 'one-key' }, { of: hasBody });
    const [first, ...rest] = [...answers.values()].map(({ status }) => status);
    expect(first).not.toBe(422);
    expect(new Set(rest)).toEqual(new Set([422]));
  });
});

describe('an encoded body', () => {
  const url = '/v1/region-files';
  const send = (encoding: string, payload: Buffer) =>
    running.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/yaml', 'content-encoding': encoding },
      payload,
    });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('is read as before %s', async (encoding, encode) => {
    const file = operations.find((one) => one.url === url)?.body?.example;
    const answer = await send(encoding, encode(Buffer.from(String(file))));
    expect([answer.statusCode, answer.json().region]).toEqual([200, 'zhz']);
  });

  it('that grows beyond 25 MB is refused with 413, and an invalid one with 400', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await send('gzip', bomb)).statusCode).toBe(413);
    expect((await send('gzip', Buffer.from('no gzip'))).statusCode).toBe(400);
  });
});

/** Pointers to all objects in a value. */
function objectsIn(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, one]) => objectsIn(one, `${place}/${key}`));
  return Array.isArray(value) ? below : [place, ...below];
}

/** A value as JSON with a field that nobody described in the object at a place. */
function withField(value: unknown, place: string): string {
  const copy: unknown = structuredClone(value);
  let at: unknown = copy;
  for (const key of place.split('/').slice(1)) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), 'Kwetsbaarsma', 1);
  return JSON.stringify(copy);
}
