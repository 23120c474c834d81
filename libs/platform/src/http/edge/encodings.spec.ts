import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { limits } from '@regieboek/kernel';
import { edgeServer, outcome } from '../../../test/edge-server.js';
import { readEncodings } from './encodings.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = await edgeServer(
    (one) => {
      readEncodings(one);
      one.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      one.post('/echo', (request, reply) => reply.type('application/octet-stream').send(request.body));
      one.post('/size', (request) => ({ bytes: (request.body as Buffer).length }));
    },
    { bodyLimit: limits.bodyBytes },
  );
});
afterAll(() => server.close());

const send = (payload: Buffer, encoding?: string, url = '/echo') =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/csv', ...(encoding === undefined ? {} : { 'content-encoding': encoding }) },
    payload,
  });

const encoders = { gzip: gzipSync, 'x-gzip': gzipSync, br: brotliCompressSync } as const;
const encodings = fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[]));

describe('an encoded body', () => {
  it('is what it was before it was encoded, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(encodings, fc.uint8Array({ minLength: 1, maxLength: 4_000 }), async (encoding, bytes) => {
        const answer = await send(encoders[encoding](bytes), encoding);
        expect(answer.rawPayload.equals(Buffer.from(bytes))).toBe(true);
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  it.each(['GZIP', ' gzip ', 'gzip'])('may be called %j', async (encoding) => {
    expect((await send(gzipSync('a;b'), encoding)).body).toBe('a;b');
  });

  it.each([undefined, '', 'identity', ' Identity '])('called %j is the body itself', async (encoding) => {
    expect((await send(Buffer.from('a;b'), encoding)).body).toBe('a;b');
  });

  it.each(['deflate', 'zstd', 'gzip, br', 'gzip;q=1', 'compress', 'constructor', '__proto__'])(
    'called %s is refused with 415, and the answer names those that are read',
    async (encoding) => {
      const answer = await send(gzipSync('a'), encoding);
      expect([outcome(answer), answer.headers['accept-encoding']]).toEqual([
        '415 unsupported-encoding',
        'gzip, br, identity',
      ]);
    },
  );

  it('cut short at any byte is refused with 400', async () => {
    for (const encoding of ['gzip', 'br'] as const) {
      const whole = encoders[encoding](Buffer.from('client;day\n'.repeat(20)));
      for (let length = 1; length < whole.length; length += 3)
        expect([encoding, length, outcome(await send(whole.subarray(0, length), encoding))]).toEqual([
          ...[encoding, length, '400 unreadable'],
        ]);
    }
  });

  it('that is none is refused with 400, and nothing of it is repeated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('gzip', 'br'), fc.nat(), async (encoding, number) => {
        const answer = await send(Buffer.from(`no ${encoding} 999900006 ${number}`), encoding);
        expect(outcome(answer)).toBe('400 unreadable');
        expect(answer.body).not.toContain('999900006');
      }),
      { seed: 33, numRuns: 20 },
    );
  });

  it('with one bit changed is refused or is what it was (a checksum ends gzip)', async () => {
    const text = 'client;day\n'.repeat(10);
    const whole = gzipSync(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const answer = await send(damaged, 'gzip');
        expect(answer.statusCode === 200 ? answer.body : outcome(answer)).toMatch(/^(400 unreadable|client;day\n)/);
        if (answer.statusCode === 200) expect(answer.body).toBe(text);
      }),
      { seed: 34, numRuns: 80 },
    );
  });
});

describe('an encoded body that grows', () => {
  it('to the largest size of a message is read', async () => {
    const answer = await send(gzipSync(Buffer.alloc(limits.bodyBytes), { level: 1 }), 'gzip', '/size');
    expect(answer.json()).toEqual({ bytes: limits.bodyBytes });
  });

  it.each(['gzip', 'br'] as const)('one byte over it as %s is refused with 413', async (encoding) => {
    const bomb =
      encoding === 'gzip'
        ? gzipSync(Buffer.alloc(limits.bodyBytes + 1), { level: 1 })
        : brotliCompressSync(Buffer.alloc(limits.bodyBytes + 1), { params: { 1: 1 } });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(outcome(await send(bomb, encoding, '/size'))).toBe('413 too-large');
  });
});
