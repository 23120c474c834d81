import { createHash } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Cipher } from '../../secrets/cipher.js';
import { REQUEST_KEYS } from '../../tokens.js';
import { Problem } from '../problems/problem.js';

/** Keys of requests and their contents: both keyed hashes, because a body may name a person. */
export const REQUEST_KEY_TABLE = `
  CREATE TABLE IF NOT EXISTS platform.request_key (
    key text PRIMARY KEY,
    request text NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS request_key_sent_at ON platform.request_key (sent_at)`;

/** Time to remember a key. */
const DAYS_KEPT = 30;

const KEY = /^[\x21-\x7e]{1,255}$/;

/** True when a key was used for another request before. */
export interface RequestKeys {
  isForOther(key: string, request: string): Promise<boolean>;
}

/** Keys in the database, so that all processes share them and they survive a restart. */
export class StoredRequestKeys implements RequestKeys {
  constructor(
    private readonly pool: Pool,
    private readonly cipher: Cipher,
  ) {}

  async isForOther(key: string, request: string): Promise<boolean> {
    const [own, sent] = [this.cipher.index(key, 'request-key'), this.cipher.index(request, 'request')];
    const { rowCount } = await this.pool.query(
      `WITH gone AS (DELETE FROM platform.request_key WHERE sent_at < now() - interval '${DAYS_KEPT} days' AND key <> $1)
       INSERT INTO platform.request_key AS known (key, request) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET sent_at = known.sent_at WHERE known.request = excluded.request`,
      [own, sent],
    );
    return rowCount === 0;
  }
}

const bytesOf = (body: unknown): Uint8Array | string => (Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? ''));

/** Refuses an Idempotency-Key that was used for another request before (422); writes are idempotent with and without it. */
@Injectable()
export class OneRequestPerKey implements CanActivate {
  constructor(@Inject(REQUEST_KEYS) private readonly keys: RequestKeys) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers, method, url, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    if (key === undefined) return true;
    if (typeof key !== 'string' || !KEY.test(key))
      throw new Problem(400, 'invalid-input', 'the Idempotency-Key cannot be used', [
        { place: 'header Idempotency-Key', text: 'must be 1 to 255 characters without blanks' },
      ]);
    // Only in memory: the table keeps a keyed hash of it.
    const request = createHash('sha256').update(`${method} ${url}\n`).update(bytesOf(body)).digest('hex');
    if (!(await this.keys.isForOther(key, request))) return true;
    throw new Problem(
      422,
      'key-in-use',
      'this Idempotency-Key was used with another request: send a new key with a new request',
    );
  }
}
