import type { FastifyInstance } from 'fastify';
import { readEncodings } from './encodings.js';
import { addHeaders } from './headers.js';
import { guardHosts } from './hosts.js';
import { readJson } from './json-body.js';
import { guardMethods } from './methods.js';

/** Checks that every request passes before a controller, in this order. `names`: further names of the server. */
export async function addEdge(server: FastifyInstance, names: readonly string[]): Promise<void> {
  await addHeaders(server);
  guardHosts(server, names);
  guardMethods(server);
  readEncodings(server);
  readJson(server);
}
