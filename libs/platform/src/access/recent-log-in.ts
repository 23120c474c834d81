/** Maximum age of a recent log-in, in milliseconds. ASVS 7.5.2. */
export const RECENT_LOG_IN_MS = 15 * 60_000;

/** True when a person gave credentials recently. Times in milliseconds since 1970; null: unknown, which is not recent. */
export const isRecentLogIn = (authenticatedAt: number | null, now: number): boolean =>
  authenticatedAt !== null && now - authenticatedAt <= RECENT_LOG_IN_MS;
