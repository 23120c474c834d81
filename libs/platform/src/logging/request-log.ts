import type { FastifyInstance } from 'fastify';
import { logger } from './logger.js';
import { REQUEST_ID_HEADER, underRequest } from './request-context.js';

/**
 * Assigns an id to every request, returns it in the response, and logs method, route, status and time: never the address, which
 * holds ids.
 */
export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    underRequest(request.id, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const took = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    logger.info({ ...took, request: request.id }, `${took.method} ${route} ${took.status} in ${took.ms} ms`);
    done();
  });
}
