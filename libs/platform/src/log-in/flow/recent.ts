import { isRecentLogIn, RECENT_LOG_IN_MS } from '../../access/recent-log-in.js';
import { Problem } from '../../http/problems/problem.js';

/**
 * When a person gave credentials to the provider, by the claim `auth_time` (seconds since 1970) of an ID token; in milliseconds,
 * and never later than `now`. Null where the provider does not tell: it may have logged in a person whom it knew already.
 */
export function authenticatedAtOf(claims: Readonly<Record<string, unknown>>, now: number): number | null {
  const seconds = claims['auth_time'];
  return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds * 1_000, now) : null;
}

/** Throws a Problem (403) unless the provider asked for credentials in this log-in, as it was told to. */
export function mustBeRecent(authenticatedAt: number | null, now: number, name: string): void {
  if (isRecentLogIn(authenticatedAt, now)) return;
  const minutes = RECENT_LOG_IN_MS / 60_000;
  throw new Problem(
    403,
    'log-in-not-recent',
    `${name} did not state that you logged in during the last ${minutes} minutes (claim auth_time): ask its administrator to support max_age and prompt=login`,
  );
}
