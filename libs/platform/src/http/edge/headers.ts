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

/** Endings of files that are answers, by media type. */
const endings: Readonly<Record<string, string>> = { 'application/xml': 'xml', 'text/csv': 'csv' };

/**
 * Name under which a browser saves an answer that is a file; undefined for other answers. Derived from the route, never from
 * the address of the request.
 */
function fileNameOf(route: string, contentType: unknown): string | undefined {
  const ending = endings[String(contentType).split(';')[0] ?? ''];
  const name = route.split('/').findLast((part) => part !== '' && !part.startsWith(':'));
  return ending === undefined || name === undefined ? undefined : `${name}.${ending}`;
}

/** Headers that keep answers out of caches and of other pages, and files out of the browser's own display. */
export async function addHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  server.addHook('onSend', async (request, reply) => {
    reply.header('API-Version', API_VERSION);
    // By route, however its address was written; responses without a route are not cached either.
    const route = request.routeOptions.url;
    if (route === undefined || route.startsWith('/v1')) reply.header('Cache-Control', 'no-store');
    const file = route?.startsWith('/v1') ? fileNameOf(route, reply.getHeader('content-type')) : undefined;
    if (file !== undefined && !reply.hasHeader('Content-Disposition'))
      reply.header('Content-Disposition', `attachment; filename="${file}"`);
  });
}
