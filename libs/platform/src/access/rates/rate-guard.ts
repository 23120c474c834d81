import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '../../http/address.js';
import { Problem } from '../../http/problems/problem.js';
import { currentActor } from '../../logging/request-context.js';
import { accessOf } from '../permission.js';
import type { RateLimits } from './rate-limits.js';

const WINDOW_MS = 60_000;

/** Maximum subjects and addresses in memory. */
const REMEMBERED = 10_000;

/** Address of a sender; the addresses of one IPv6 network (/64) count as one. */
const keyOf = (request: FastifyRequest): string => normalizeIP(addressOf(request));

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Responds with 429 and the time after which the sender may try again. */
function refuse(reply: FastifyReply, ttlInSeconds: number, detail: string): never {
  void reply.header('Retry-After', Math.max(1, ttlInSeconds));
  throw new Problem(429, 'too-many-requests', `${detail}: try again after the seconds in Retry-After`);
}

const isLogIn = ({ routeOptions, url }: FastifyRequest): boolean =>
  accessOf(routeOptions.config)?.sessionEvent === 'log-in' || url.startsWith('/v1/session/log-in');

/**
 * Limits requests per subject, and per address before a log-in. Failed log-ins slow down an address and never a subject: nobody
 * can lock out somebody else. The user of this machine has no limit, and health checks have none.
 */
export class RateGuard {
  private constructor(
    private readonly bySubject: Limiter,
    private readonly byAddress: Limiter,
    private readonly failures: Limiter,
  ) {}

  /** Prepares the limits of a server. */
  static async on(
    server: FastifyInstance,
    { requestsPerMinute, anonymousPerMinute, failedLogInsPerMinute }: RateLimits,
  ): Promise<RateGuard> {
    await server.register(rateLimit, { global: false, cache: REMEMBERED });
    const perMinute = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
      server.createRateLimit({ max, timeWindow: WINDOW_MS, keyGenerator });
    return new RateGuard(
      perMinute(requestsPerMinute, () => JSON.stringify([currentActor()?.issuer, currentActor()?.subject])),
      perMinute(anonymousPerMinute, (request) => `anonymous ${keyOf(request)}`),
      perMinute(failedLogInsPerMinute, (request) => `failed ${keyOf(request)}`),
    );
  }

  /** Counts a request once its sender is established, or known to be anonymous. Throws a Problem (429). */
  async count(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const actor = currentActor();
    if (actor?.kind === 'local' || request.url.startsWith('/health/')) return;
    const counted = await (actor ? this.bySubject(request) : this.byAddress(request));
    if (!counted.isAllowed && counted.isExceeded)
      refuse(reply, counted.ttlInSeconds, `more than ${counted.max} requests in a minute`);
  }

  /** Refuses an address with too many failed log-ins. Throws a Problem (429). */
  async beforeLogIn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!isLogIn(request)) return;
    const failed = await this.failures(request, { increment: false });
    if (!failed.isAllowed && failed.isExceeded)
      refuse(reply, failed.ttlInSeconds, 'too many log-ins from your address failed');
  }

  /** Counts credentials that were refused. Throws a Problem (429) when there were too many. */
  async failed(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const failed = await this.failures(request);
    if (!failed.isAllowed && failed.isExceeded)
      refuse(reply, failed.ttlInSeconds, 'too many credentials from your address were refused');
  }

  /** Counts log-ins that failed at the end of a request. */
  countFailedLogIns(server: FastifyInstance): void {
    server.addHook('onResponse', async (request, { statusCode }) => {
      if (isLogIn(request) && (statusCode === 401 || statusCode === 403)) await this.failures(request);
    });
  }
}
