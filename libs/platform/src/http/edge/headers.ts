import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { API_VERSION } from '../openapi/openapi.js';

/** The pages of /docs load only from this server; their styles are partly inline. TLS is left to the proxy in front of it. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
  },
};

/** Headers that keep answers out of caches and of other pages. */
export async function addHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  server.addHook('onSend', async (request, reply) => {
    reply.header('API-Version', API_VERSION);
    // Decided by the route, not by how its address was written; responses without a route are not cached either.
    const route = request.routeOptions.url;
    if (route === undefined || route.startsWith('/v1')) reply.header('Cache-Control', 'no-store');
  });
}
