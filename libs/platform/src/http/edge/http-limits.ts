/** Time and size limits of one client. */
export interface HttpLimits {
  /** Limit for the headers of a request, and for a connection that sends nothing. */
  readonly headersMs: number;
  /** For a whole request with its body: 25 MB over a slow line of 2 Mbit/s. */
  readonly requestMs: number;
  /** For the request and its answer; then 503. Work in progress is stopped where possible. */
  readonly answerMs: number;
  /** For a connection without traffic, and between two requests on one connection. */
  readonly idleMs: number;
  readonly keepAliveMs: number;
  readonly connectionsMax: number;
  /** Interval between checks for connections that took too long. */
  readonly checkEveryMs: number;
}

/** Limits of a server in use; docs/limits.md has them too. */
export const httpLimits: HttpLimits = {
  headersMs: 10_000,
  requestMs: 120_000,
  answerMs: 180_000,
  idleMs: 240_000,
  keepAliveMs: 15_000,
  connectionsMax: 1_000,
  checkEveryMs: 2_000,
};

/** Seconds after which a client that received a 503 may retry. */
export const RETRY_AFTER_SECONDS = 5;
