import { Readable } from 'node:stream';
import { isRefusal } from '@regieboek/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accessOf, actionOf } from '../../access/permission.js';
import { addressOf } from '../../http/address.js';
import { RETRY_AFTER_SECONDS } from '../../http/edge/http-limits.js';
import { toProblem } from '../../http/problems/problem.filter.js';
import { currentActor, REQUEST_ID_HEADER, youthsSeen } from '../../logging/request-context.js';
import { AuditAway } from '../log/audit-log.js';
import type { Auditor, Audited } from './auditor.js';
import { codesOf, knownAtIn } from './codes.js';

/** Headers that stay when a response is withheld: they reveal nothing about it. */
const KEPT_HEADERS = [REQUEST_ID_HEADER, 'api-version', 'x-content-type-options', 'strict-transport-security'];

const resultOf = (status: number): Audited['result'] => {
  if (status < 400) return 'allowed';
  return status === 401 || status === 403 ? 'denied' : 'failed';
};

/** Code of a problem in a response; null when there is none. */
function codeIn(status: number, payload: unknown): string | null {
  if (status < 400) return null;
  const code = typeof payload === 'string' ? /urn:regieboek:problem:([a-z0-9-]{1,60})/.exec(payload)?.[1] : undefined;
  return code ?? `http-${status}`;
}

/** The audit data of a response; undefined when its route has no action or session event, or the sender is unknown. */
function auditedIn(request: FastifyRequest, reply: FastifyReply, payload: unknown): Audited | undefined {
  const access = accessOf(request.routeOptions.config);
  if (!access) return undefined;
  const { permission, sessionEvent } = access;
  const needed = actionOf(permission);
  const asked = needed?.action ?? sessionEvent;
  const actor = currentActor();
  // A log-out without a session ends nothing.
  if (asked === undefined || (!actor && asked !== 'log-in')) return undefined;
  const status = reply.statusCode;
  // A request over the rate limit does and shows nothing, and each would be an entry.
  if (status === 429) return undefined;
  return {
    ...{ actor, asked, region: needed?.on(request)?.region, seen: youthsSeen() },
    startedAt: new Date(Date.now() - reply.elapsedTime).toISOString(),
    object: codesOf(request.params, { exist: status < 400 }),
    // In a refused request the parameter names can be arbitrary text too; the parameters of a log-in contain secrets.
    query: needed && status < 400 ? codesOf(request.query) : {},
    ...{ result: resultOf(status), code: codeIn(status, payload) },
    origin: addressOf(request),
    request: request.id,
    knownAt: knownAtIn(request.query),
  };
}

/** Replaces a response, with its headers, by the problem that the audit log is unavailable. */
function withhold(reply: FastifyReply, error: unknown): string {
  const problem = toProblem(isRefusal(error) ? error : new AuditAway(error));
  for (const name of Object.keys(reply.getHeaders())) if (!KEPT_HEADERS.includes(name)) reply.removeHeader(name);
  reply.code(problem.status).header('content-type', 'application/problem+json');
  if (problem.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return JSON.stringify(problem.details());
}

/**
 * Records every response that must be audited before it leaves; when the audit log is unavailable, the response is withheld (503).
 * The hook runs after controllers, guards and filters, so that it covers every endpoint and every refusal.
 */
export function auditAnswers(server: FastifyInstance, auditor: Pick<Auditor, 'record'>): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const audited = auditedIn(request, reply, payload);
    if (!audited) return payload;
    try {
      await auditor.record(audited);
      return payload;
    } catch (error) {
      if (payload instanceof Readable) payload.destroy();
      return withhold(reply, error);
    }
  });
}
