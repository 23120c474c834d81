import { withRetry as retry } from '../retry.js';
import type { RetryPolicy } from '../retry.js';

/** Connection lost or refused, shutting down or starting, too many connections, statement cancelled, deadlock, serialisation. */
const states = /^(08...|57P0[1-5]|57014|53300|40001|40P01|55P03)$/;
const codes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const messages = /Connection terminated|Query read timeout|timeout exceeded when trying to connect|not queryable/;

/** True when a retry may help; the statement may or may not have been executed. */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return states.test(code) || codes.has(code) || messages.test(message);
}

/** Retries after transient errors of PostgreSQL; see `withRetry` in `retry.ts`. */
export const withRetry = <T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> =>
  retry(policy, isTransient, attempt);
