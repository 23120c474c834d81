import { isRegionName, withinRegion } from '@regieboek/isolation';
import type { FastifyInstance } from 'fastify';
import { countRequest } from '../metrics/process-metrics.js';
import { logger } from './logger.js';
import { REQUEST_ID_HEADER, underRequest } from './request-context.js';

/** Binds a request to the region of its path: whatever it asks, it reaches no other one. */
function boundToPath(params: unknown, work: () => void): void {
  const { region } = (params ?? {}) as { readonly region?: unknown };
  if (typeof region === 'string' && isRegionName(region)) withinRegion(region, work);
  else work();
}

/**
 * Assigns an id to every request, returns it in the response, and logs and counts method, route, status and time: never the address, which
 * holds ids.
 */
export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    underRequest(request.id, () => boundToPath(request.params, done));
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const took = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    countRequest({ ...took, seconds: reply.elapsedTime / 1_000 });
    logger.info({ ...took, request: request.id }, `${took.method} ${route} ${took.status} in ${took.ms} ms`);
    done();
  });
}
