import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cipherWith } from '../../secrets/cipher.js';
import { openPending, sealPending, type PendingLogIn } from './pending.js';

const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const cipher = cipherWith(oldKey);
const NOW = Date.parse('2026-03-06T09:00:00Z');
const pending: PendingLogIn = {
  ...{
    issuer: 'test',
    state: 'a-state',
    nonce: 'a-nonce',
    verifier: 'a-verifier',
    returnTo: '/v1/regions',
    again: true,
  },
  expiresAt: NOW,
};

describe('a log-in under way', () => {
  it('is opened as it was sealed, whatever it holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const any = fc.record({
      issuer: text,
      state: text,
      nonce: text,
      verifier: text,
      returnTo: text,
      again: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (own) => {
        const sealed = sealPending({ ...own, expiresAt: NOW }, cipher);
        expect(sealed).toMatch(/^[\w-]+$/);
        expect(openPending(sealed, cipher, NOW)).toEqual({ ...own, expiresAt: NOW });
      }),
      { seed: 286, numRuns: 100 },
    );
  });

  it('reveals nothing to the browser that keeps it, and looks different every time', () => {
    const sealed = sealPending(pending, cipher);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/a-state|a-nonce|a-verifier/);
    expect(sealPending(pending, cipher)).not.toBe(sealed);
  });

  it('is over when its time is', () => {
    const sealed = sealPending(pending, cipher);
    expect(openPending(sealed, cipher, NOW)).toBeDefined();
    expect(openPending(sealed, cipher, NOW + 1)).toBeUndefined();
  });

  it('does not count when one byte of it was changed, or it was cut off', () => {
    const sealed = Buffer.from(sealPending(pending, cipher), 'base64url');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(sealed);
        changed[place] = (changed[place] ?? 0) ^ change;
        expect(openPending(changed.toString('base64url'), cipher, NOW)).toBeUndefined();
        expect(openPending(sealed.subarray(0, place).toString('base64url'), cipher, NOW)).toBeUndefined();
      }),
      { seed: 287, numRuns: 200 },
    );
  });

  it('does not count when it is of another server, or something else that this server sealed', () => {
    expect(openPending(sealPending(pending, cipherWith(newKey)), cipher, NOW)).toBeUndefined();
    const elsewhere = cipher.seal(JSON.stringify(pending), 'access/session').toString('base64url');
    expect(openPending(elsewhere, cipher, NOW)).toBeUndefined();
    const other = cipher.seal(JSON.stringify({ issuer: 'test' }), 'access/pending-log-in').toString('base64url');
    expect(openPending(other, cipher, NOW)).toBeUndefined();
  });

  it('goes on while the vault key is rotated', () => {
    const sealed = sealPending(pending, cipher);
    expect(openPending(sealed, cipherWith({ current: newKey, older: [oldKey] }), NOW)).toEqual(pending);
  });

  it.each(['', 'x', '!!!', '{}', 'a'.repeat(5_000)])('is not in the text %j', (text) =>
    expect(openPending(text, cipher, NOW)).toBeUndefined(),
  );
});
