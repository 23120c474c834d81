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
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return states.test(code) || codes.has(code) || messages.test(error.message);
}

/** Tries until the result or an error that is not transient, or until the tries are used up: then throws the last error. */
export async function withRetry<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= policy.attemptsMax || !isTransient(error)) throw error;
      await delay(policy.backoffMs * 2 ** (tried - 1));
    }
  }
}
