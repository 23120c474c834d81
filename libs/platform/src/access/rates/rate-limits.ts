/** Limits of requests a minute, for each process. */
export interface RateLimits {
  /** Requests of one subject, a person or a program. */
  readonly requestsPerMinute: number;
  /** Requests from one address without a log-in; health checks do not count. */
  readonly anonymousPerMinute: number;
  /** Failed log-ins and refused credentials from one address, after which the address has to wait. */
  readonly failedLogInsPerMinute: number;
}

/** Default limits, which settings can override; docs/limits.md lists them too. */
export const rateLimits: RateLimits = {
  requestsPerMinute: 6_000,
  anonymousPerMinute: 600,
  failedLogInsPerMinute: 30,
};
