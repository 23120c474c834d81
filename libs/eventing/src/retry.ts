import { setTimeout as delay } from 'node:timers/promises';

/** How often a request is tried when the connection fails, how long one try may take, and how long to wait after the first. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly backoffMs: number;
}

/** Seven tries over about six seconds besides the time they take: a server that restarts is back by then. */
export const defaultRetry: RetryPolicy = { attemptsMax: 7, timeoutMs: 15_000, backoffMs: 100 };

/** The last resort: neither the connection nor the request gave up by itself. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'ETIMEDOUT';
  constructor(milliseconds: number) {
    super(`The event log did not answer within ${milliseconds} ms.`);
  }
}

/** The attempt's result; throws NoAnswer when there is none after `milliseconds`, whatever becomes of the attempt. */
export async function withDeadline<T>(milliseconds: number, attempt: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer(milliseconds)), milliseconds);
  try {
    return await Promise.race([attempt(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds to wait after the `tried`th try: doubled every time, and by chance up to a half less, so that not all come back at once. */
export const backoff = (firstMs: number, tried: number): number => firstMs * 2 ** (tried - 1) * (1 - Math.random() / 2);

/**
 * Tries until the result or an error that is not transient, or until the tries are used up: then throws the last error. A try ends, whatever
 * happens, after twice the time-out: once for the connection, once for the request.
 */
export async function withRetry<T>(
  policy: RetryPolicy,
  isTransient: (error: unknown) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await withDeadline(2 * policy.timeoutMs, attempt);
    } catch (error) {
      if (tried >= policy.attemptsMax || !isTransient(error)) throw error;
      await delay(backoff(policy.backoffMs, tried));
    }
  }
}
