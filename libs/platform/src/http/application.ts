import 'reflect-metadata';
import { createServer } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypes } from './media-types.js';
import { API_VERSION } from './openapi.js';
import { describeUnexpected } from '../unexpected.js';
import { ProblemFilter, toProblem } from './problem.filter.js';

/** Largest body taken in: 25 MB, the limit of an iJw message (OP179). */
export const BODY_BYTES_MAX = 25 * 1024 * 1024;

/** Media types read as raw bytes; JSON is parsed. */
const RAW_TYPES = [...mediaTypes.xml, ...mediaTypes.csv, ...mediaTypes.yaml];

const reportUnexpected = (error: unknown): void => console.error(describeUnexpected(error));

/** Addresses that cannot be read come to no controller or filter, and the framework's own answer repeats them. */
function frameworkErrors(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  void reply
    .code(problem.status)
    .headers({ 'API-Version': API_VERSION, 'X-Content-Type-Options': 'nosniff' })
    .type('application/problem+json')
    .send(JSON.stringify(problem.details()));
}

/** A NestJS application on Fastify as all services run it: raw bodies, problems, API-Version, paths below /v1. A preview can be described, not run. */
export async function createApplication(
  module: Type | DynamicModule,
  { preview = false }: { readonly preview?: boolean } = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true, frameworkErrors });
  adapter
    .getInstance()
    .addContentTypeParser(RAW_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  adapter.getInstance().addHook('onSend', async (_request, reply) => {
    reply.header('API-Version', API_VERSION).header('X-Content-Type-Options', 'nosniff');
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    preview,
    abortOnError: false,
  });
  application.useGlobalFilters(new ProblemFilter(reportUnexpected));
  application.setGlobalPrefix('v1', { exclude: ['/', 'openapi.json', 'health/live', 'health/ready'] });
  return application;
}

/** The port is taken by another program; says what to do. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  constructor(port: number) {
    super(`port ${port} is taken by another program: stop it, or choose another port with --port or PORT`);
  }
}

/** Throws PortTaken unless the port can be listened on now; 0 is always free. */
export async function checkPort(port: number, host = '127.0.0.1'): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((done, failed) => probe.once('error', failed).listen(port, host, done));
  } catch (error) {
    throw isTaken(error) ? new PortTaken(port) : error;
  } finally {
    probe.close();
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Listens on one address of this machine. Throws PortTaken. */
export async function listen(application: NestFastifyApplication, port: number, host = '127.0.0.1'): Promise<string> {
  try {
    await application.listen(port, host);
  } catch (error) {
    throw isTaken(error) ? new PortTaken(port) : error;
  }
  return (await application.getUrl()).replace('[::1]', '127.0.0.1');
}
