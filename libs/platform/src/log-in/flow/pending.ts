import { z } from 'zod';
import type { Cipher } from '../../secrets/cipher.js';

/** A pending log-in at a provider. The browser keeps it, sealed, so that nobody can fill a table with them. */
const pendingLogIn = z.object({
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** The provider was told to ask for credentials again. */
  again: z.boolean().default(false),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});
export type PendingLogIn = z.output<typeof pendingLogIn>;

/** How long a log-in may take. */
export const LOG_IN_WITHIN_MS = 10 * 60_000;

const PLACE = 'access/pending-log-in';

/** A pending log-in as text for a cookie. */
export const sealPending = (pending: PendingLogIn, cipher: Cipher): string =>
  cipher.seal(JSON.stringify(pending), PLACE).toString('base64url');

/** The pending log-in in a cookie; undefined when it was changed, belongs to another server, or took too long. */
export function openPending(value: string, cipher: Cipher, now: number): PendingLogIn | undefined {
  try {
    const pending = pendingLogIn.parse(JSON.parse(cipher.open(Buffer.from(value, 'base64url'), PLACE).toString()));
    return pending.expiresAt >= now ? pending : undefined;
  } catch {
    return undefined;
  }
}
