import { setTimeout as delay } from 'node:timers/promises';

/** Number of attempts when the connection fails, time limit of one attempt, and wait after the first. */
export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly backoffMs: number;
}

/** Seven tries over about six seconds plus their own duration: enough for a server to restart. */
export const defaultRetry: RetryPolicy = { attemptsMax: 7, timeoutMs: 15_000, backoffMs: 100 };

/** Last resort, when neither the connection nor the request timed out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'ETIMEDOUT';
  constructor(milliseconds: number) {
    super(`The event log did not respond within ${milliseconds} ms.`);
  }
}

/** The result of the attempt; throws NoAnswer when it takes longer than `milliseconds`, and ignores its later outcome. */
export async function withDeadline<T>(milliseconds: number, attempt: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer(milliseconds)), milliseconds);
  try {
    return await Promise.race([attempt(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Milliseconds to wait after the `tried`th try: doubled every time up to `lastMs`, then reduced at random by up to a half,
 * so that not all clients retry at the same moment.
 */
export const backoff = (firstMs: number, tried: number, lastMs = Infinity): number =>
  Math.min(firstMs * 2 ** (tried - 1), lastMs) * (1 - Math.random() / 2);

/** Longest pause in milliseconds between two polls for something expected soon. */
const LOOK_MS_MAX = 500;

/**
 * Pauses in milliseconds between polls for something that is expected: short at first, in total at least as long as the policy's
 * pauses.
 */
export function* looks({ attemptsMax, backoffMs }: RetryPolicy): Generator<number> {
  const wholeMs = backoffMs * 2 ** (attemptsMax - 1);
  let ms = Math.min(4, backoffMs);
  for (let waitedMs = 0; waitedMs < wholeMs; waitedMs += ms) {
    yield backoff(ms, 1);
    ms = Math.min(2 * ms, LOOK_MS_MAX);
  }
}

/**
 * Retries until success, an error that is not transient, or the last try; then throws the last error. A try ends after twice the
 * time-out in any case: once for the connection, once for the request.
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
