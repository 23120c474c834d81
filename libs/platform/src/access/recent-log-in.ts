/** How long a log-in counts as recent, in milliseconds. ASVS 7.5.2. */
export const RECENT_LOG_IN_MS = 15 * 60_000;

/** Whether a person gave credentials recently. Both in milliseconds since 1970; null: it is not known when, so it does not count. */
export const isRecentLogIn = (authenticatedAt: number | null, now: number): boolean =>
  authenticatedAt !== null && now - authenticatedAt <= RECENT_LOG_IN_MS;
