import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Pattern of the addresses of a route: `:name` is one part, `*` is the rest. */
const patternOf = (url: string): RegExp => {
  const parts = url.split(/(:[A-Za-z0-9_]+|\*)/);
  const text = parts.map((part, i) =>
    i % 2 === 0 ? part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`) : part === '*' ? '.*' : '[^/]+',
  );
  return new RegExp(`^${text.join('')}$`);
};

/** Answers an unsupported method with 405 and the supported ones, instead of 404. */
export function guardMethods(server: FastifyInstance): void {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  server.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) known.methods.add(one.toUpperCase());
    routes.set(url, known);
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const [path = ''] = request.url.split('?');
    const found = [...routes.values()].filter(({ pattern }) => pattern.test(path));
    const methods = [...new Set(found.flatMap((route) => [...route.methods]))].sort();
    if (methods.length === 0) return;
    reply.header('Allow', methods.join(', '));
    throw new Problem(405, 'method-not-allowed', `this address supports ${methods.join(', ')}; see /openapi.json`);
  });
}
