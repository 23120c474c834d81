/** A server with parts of the edge and nothing else, for tests of each part. */
import fastify, { type FastifyInstance } from 'fastify';
import type { Fault } from '@regieboek/kernel';
import { toProblem } from '../src/http/problems/problem.filter.js';

/** Starts no listening: tests inject requests. Errors leave as problems, as those of an application do. */
export async function edgeServer(
  add: (server: FastifyInstance) => void | Promise<void>,
  options: { readonly bodyLimit?: number } = {},
): Promise<FastifyInstance> {
  const server = fastify(options);
  server.setErrorHandler((error, _request, reply) => {
    const problem = toProblem(error);
    return reply.code(problem.status).type('application/problem+json').send(problem.details());
  });
  await add(server);
  return server;
}

/** The part of an answer that tests look at. */
export interface Answered {
  readonly statusCode: number;
  readonly body: string;
}

/** Status and code of an answer: `200`, or `413 too-large`. */
export function outcome({ statusCode, body }: Answered): string {
  const code = /"urn:regieboek:problem:([a-z0-9-]+)"/.exec(body)?.[1];
  return code === undefined ? String(statusCode) : `${statusCode} ${code}`;
}

/** Faults of an answer, as `place: text`. */
export const faultsIn = ({ body }: Answered): string[] =>
  ((JSON.parse(body) as { faults?: Fault[] }).faults ?? []).map(({ place, text }) => `${place}: ${text}`);
