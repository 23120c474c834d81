import { setTimeout as delay } from 'node:timers/promises';

/** How often a statement is tried when the connection fails, how long one try may take, and how long to wait after the first. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly backoffMs: number;
}

/** Seven tries over about six seconds besides the time they take: a server that restarts is back by then. */
export const defaultRetry: RetryPolicy = { attemptsMax: 7, timeoutMs: 15_000, backoffMs: 100 };

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

/** Whether trying again may help; the statement may or may not have been done. */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return states.test(code) || codes.has(code) || messages.test(message);
}

/** The last resort: neither the connection nor the statement gave up by itself. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'ETIMEDOUT';
}

async function withDeadline<T>(milliseconds: number, attempt: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new NoAnswer(`The database did not answer within ${milliseconds} ms.`)),
    milliseconds,
  );
  try {
    return await Promise.race([attempt(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tries until the result or an error that is not transient, or until the tries are used up: then throws the last error. A try ends, whatever
 * happens, after twice the time-out: once for the connection, once for the statement.
 */
export async function withRetry<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await withDeadline(2 * policy.timeoutMs, attempt);
    } catch (error) {
      if (tried >= policy.attemptsMax || !isTransient(error)) throw error;
      await delay(policy.backoffMs * 2 ** (tried - 1));
    }
  }
}
