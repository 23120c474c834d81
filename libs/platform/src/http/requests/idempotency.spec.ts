import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import fc from 'fast-check';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { cipherWith } from '../../secrets/cipher.js';
import { OneRequestPerKey, REQUEST_KEY_TABLE, StoredRequestKeys } from './idempotency.js';

const cipher = cipherWith(Buffer.alloc(32, 7));
let database: TestDatabase;
let pool: pg.Pool;
let guard: OneRequestPerKey;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  await pool.query(`CREATE SCHEMA platform; ${REQUEST_KEY_TABLE}`);
});
beforeEach(async () => {
  await pool.query('TRUNCATE platform.request_key');
  guard = new OneRequestPerKey(new StoredRequestKeys(pool, cipher));
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

interface Sent {
  readonly method?: string;
  readonly url?: string;
  readonly body?: unknown;
  readonly key?: unknown;
}

const send = ({ method = 'POST', url = '/v1/things', body = { a: 1 }, key }: Sent, by = guard): Promise<boolean> =>
  by.canActivate(
    new ExecutionContextHost([{ headers: key === undefined ? {} : { 'idempotency-key': key }, method, url, body }]),
  );
const keysKept = async (): Promise<number> =>
  Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM platform.request_key')).rows[0]?.n);
const keyInUse = { status: 422, code: 'key-in-use' };

describe('a request with an Idempotency-Key', () => {
  it('is let through as often as it is sent, also by another process on the same database', async () => {
    expect(await send({ key: 'one' })).toBe(true);
    expect(await send({ key: 'one' })).toBe(true);
    expect(await send({ key: 'one' }, new OneRequestPerKey(new StoredRequestKeys(pool, cipher)))).toBe(true);
    expect(await keysKept()).toBe(1);
  });

  it.each<[string, Sent]>([
    ['method', { method: 'PUT' }],
    ['address', { url: '/v1/things?x=1' }],
    ['body', { body: { a: 2 } }],
    ['order of fields', { body: { b: 1, a: 1 } }],
    ['bytes', { body: Buffer.from('{"a":1} ') }],
    ['missing body', { body: null }],
  ])('is refused with 422 when the %s is another one', async (_, other) => {
    await send({ key: 'one' });
    await expect(send({ ...other, key: 'one' })).rejects.toMatchObject(keyInUse);
    expect(await send({ key: 'one' })).toBe(true);
    expect(await send({ ...other, key: 'two' })).toBe(true);
  });

  it('is refused exactly when its key came with another request, for any row of requests', async () => {
    const request = fc.record({ key: fc.constantFrom('a', 'b', 'c'), n: fc.nat(2), asBytes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 10 }), async (requests) => {
        await pool.query('TRUNCATE platform.request_key');
        const first = new Map<string, string>();
        for (const { key, n, asBytes } of requests) {
          const body = asBytes ? Buffer.from(`{"n":${n}}`) : { n };
          const known = first.get(key);
          if (known === undefined) first.set(key, String(n));
          const isLetThrough = await send({ key, body }).catch(() => false);
          expect(isLetThrough).toBe(known === undefined || known === String(n));
        }
      }),
      { seed: 43, numRuns: 20 },
    );
  });

  it('sent twice at once is let through twice; two others with one key are never both', async () => {
    expect(await Promise.all([send({ key: 'same' }), send({ key: 'same' })])).toEqual([true, true]);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((a) => send({ key: 'race', body: { a } })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a request without an Idempotency-Key', () => {
  it('is let through, and nothing of it is kept', async () => {
    expect(await send({})).toBe(true);
    expect(await keysKept()).toBe(0);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['!', '~', 'x'.repeat(255), '"quoted"'])('%s can be used', async (key) => {
    expect(await send({ key })).toBe(true);
  });

  it.each(['', ' ', 'a b', 'a\tb', 'é', '😀', 'x'.repeat(256), ['a', 'b'], '\u007f'])(
    '%j is refused with 400 and its place',
    async (key) => {
      await expect(send({ key })).rejects.toMatchObject({
        status: 400,
        faults: [{ place: 'header Idempotency-Key', text: 'must be 1 to 255 characters without blanks' }],
      });
      expect(await keysKept()).toBe(0);
    },
  );

  it('is kept as a keyed hash, and so is its request: the table holds no word of either', async () => {
    await send({ key: 'client-999900006', url: '/v1/youths/999900006', body: { bsn: '999900006' } });
    const { rows } = await pool.query<{ text: string }>(
      `SELECT key || ' ' || request AS text FROM platform.request_key`,
    );
    expect(rows.map(({ text }) => text)).toEqual([expect.stringMatching(/^[0-9a-f]{64} [0-9a-f]{64}$/)]);
    const others = new OneRequestPerKey(new StoredRequestKeys(pool, cipherWith(Buffer.alloc(32, 8))));
    await send({ key: 'client-999900006', body: 2 }, others);
    expect(await keysKept()).toBe(2);
  });

  it('is forgotten after 30 days, at the next request with another one', async () => {
    await send({ key: 'old' });
    await send({ key: 'young' });
    await pool.query(
      `UPDATE platform.request_key SET sent_at = now() - CASE key WHEN $1 THEN interval '31 days' ELSE interval '29 days' END`,
      [cipher.index('old', 'request-key')],
    );
    await send({ key: 'new' });
    expect(await keysKept()).toBe(2);
    expect(await send({ key: 'old', body: { other: true } })).toBe(true);
    await expect(send({ key: 'young', body: { other: true } })).rejects.toMatchObject(keyInUse);
  });
});
