import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import fc from 'fast-check';
import type { Identities } from '../identities.js';
import { bearerOf, byInternalToken } from './internal-token.js';
import { identitiesQuestion, RemoteIdentitiesModule } from './remote-identities.js';

const TOKEN = 'a secret of at least 32 characters';
const BSN = '999900006';

describe('the secret of internal calls', () => {
  const { authenticate } = byInternalToken(TOKEN);
  const asks = (authorization: string) => authenticate({ headers: { authorization } } as FastifyRequest);

  it('makes its sender a service that may find youths by BSN, and nothing else', async () => {
    expect(await asks(bearerOf(TOKEN))).toMatchObject({
      kind: 'machine',
      grants: [{ actions: ['find-identities'] }],
    });
  });

  it('is compared in full: every other credential is refused with 401, and never says the secret', async () => {
    const others = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(TOKEN, `bearer ${TOKEN}`, `Bearer  ${TOKEN}`, `Bearer ${TOKEN} `, 'Bearer ', `Basic ${TOKEN}`),
      fc.nat(TOKEN.length - 1).map((length) => bearerOf(TOKEN.slice(0, length))),
    );
    await fc.assert(
      fc.asyncProperty(others, async (authorization) => {
        const refused = await asks(authorization).catch((error: unknown) => error);
        expect(refused).toMatchObject({ status: 401, code: 'not-authenticated' });
        expect(String(refused)).not.toContain(TOKEN);
      }),
      { seed: 65, numRuns: 100 },
    );
  });
});

interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** A server that answers every call alike, what it was asked, and the identities that it is asked through. */
async function answering(status: number, body: string, headers: Record<string, string> = {}, path = '') {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { providers = [] } = RemoteIdentitiesModule.at(`http://127.0.0.1:${port}${path}`, async () => TOKEN);
  const [provider] = providers as { useValue: Identities }[];
  if (!provider) throw new Error('the module provides identities');
  return { identities: provider.useValue, asked };
}

describe('identities in another process', () => {
  const youth = '615673df-570b-522a-ab28-0ee98b85f50c';
  const known = JSON.stringify({ youths: { [BSN]: youth } });

  it('are those that placements knows', async () => {
    const { identities } = await answering(200, known);
    expect(await identities.youthsOf('zhz', [BSN, '999900018'])).toEqual(new Map([[BSN, youth]]));
  });

  it.each(['', '/', '/behind/a/gateway', '/behind/a/gateway/'])(
    'are asked for in a body, at the address %j with the secret: no log of addresses has a number',
    async (path) => {
      const { identities, asked } = await answering(200, known, {}, path);
      await identities.youthsOf('zhz', [BSN]);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.url).toBe(`${path.replace(/\/$/, '')}/v1/internal/youth-ids`);
      expect(asked[0]?.headers).toMatchObject({ authorization: bearerOf(TOKEN), 'content-type': 'application/json' });
      expect(identitiesQuestion.parse(JSON.parse(asked[0]?.body ?? ''))).toEqual({ region: 'zhz', bsns: [BSN] });
    },
  );

  it.each<[string, number, string, Record<string, string>]>([
    ['refused', 401, known, {}],
    ['away', 503, known, {}],
    ['no JSON', 200, '<html>', {}],
    ['of another form', 200, JSON.stringify({ youths: [youth] }), {}],
    ['empty', 200, '', {}],
    ['sent elsewhere', 307, '', { location: '/elsewhere' }],
  ])('are not known when the answer is %s', async (_, status, body, headers) => {
    const { identities, asked } = await answering(status, body, headers);
    const failure = await identities.youthsOf('zhz', [BSN]).then(String, (error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.any(String) });
    expect(String(failure)).not.toContain(BSN);
    expect(asked).toHaveLength(1);
  });

  it('are not known when nobody answers', async () => {
    const { identities } = await answering(200, known);
    for (const server of servers) await new Promise((done) => server.close(done));
    servers.splice(0);
    await expect(identities.youthsOf('zhz', [BSN])).rejects.toThrow('fetch failed');
  });

  it.each([[[]], [[BSN]], [Array<string>(50_000).fill(BSN)]])('may be asked of up to 50,000 numbers', (bsns) => {
    expect(identitiesQuestion.safeParse({ region: 'zhz', bsns }).success).toBe(true);
  });

  it('may not be asked of more, of numbers of another length, or of no region', () => {
    for (const question of [
      { region: 'zhz', bsns: Array<string>(50_001).fill(BSN) },
      { region: 'zhz', bsns: ['99990006'] },
      { region: 'zhz', bsns: ['9999 0006'] },
      { region: '', bsns: [] },
      { region: 'zhz' },
    ])
      expect(identitiesQuestion.safeParse(question).success).toBe(false);
  });
});
