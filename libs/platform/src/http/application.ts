import { randomBytes } from 'node:crypto';
import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { limits as received, Refusal } from '@regieboek/kernel';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  AccessGuard,
  authenticateRequests,
  mustDeclarePermissions,
  nobodyIsKnown,
  type Authenticator,
} from '../access/index.js';
import { RateGuard } from '../access/rates/rate-guard.js';
import { rateLimits, type RateLimits } from '../access/rates/rate-limits.js';
import { auditAnswers, AuditAway, type Auditor } from '../audit/index.js';
import { mediaTypes } from './openapi/media-types.js';
import { API_VERSION } from './openapi/openapi.js';
import { logger } from '../logging/logger.js';
import { requestIdOf, REQUEST_ID_HEADER } from '../logging/request-context.js';
import { addRequestLog } from '../logging/request-log.js';
import { describeUnexpected } from '../unexpected.js';
import { addEdge } from './edge/index.js';
import { httpLimits, type HttpLimits } from './edge/http-limits.js';
import { ProblemFilter, toProblem } from './problems/problem.filter.js';
import { ACTOR_CODES, AUDITOR, AUTHENTICATOR, EMERGENCY_GRANTS } from '../tokens.js';
import { cipherWith } from '../secrets/cipher.js';
import type { ActorCodes } from '../access/actor-code.js';
import type { EmergencyGrants } from '../emergency/index.js';

/** Media types read as raw bytes; JSON is parsed. */
const RAW_TYPES = [...mediaTypes.xml, ...mediaTypes.csv, ...mediaTypes.yaml, ...mediaTypes.zip];

const reportUnexpected = (error: unknown): void => logger.error(describeUnexpected(error));

/** Malformed addresses reach no controller or filter, and the framework's own answer repeats them. */
function frameworkErrors(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  void reply
    .code(problem.status)
    .headers({ 'API-Version': API_VERSION, 'X-Content-Type-Options': 'nosniff' })
    .type('application/problem+json')
    .send(JSON.stringify(problem.details()));
}

/** Options of an application. */
export interface ApplicationOptions {
  /** A preview can be described, not run. */
  readonly preview?: boolean;
  /** Host names of the server, in addition to those of this machine. */
  readonly hosts?: readonly string[];
  readonly limits?: HttpLimits;
  /** Requests a minute of one sender. */
  readonly rates?: RateLimits;
  /** Addresses of reverse proxies whose X-Forwarded-For is trusted. */
  readonly proxies?: readonly string[];
}

function adapterWithin(
  { answerMs, requestMs, headersMs, idleMs, keepAliveMs, checkEveryMs }: HttpLimits,
  proxies: readonly string[],
): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: received.bodyBytes,
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    forceCloseConnections: true,
    frameworkErrors,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers[REQUEST_ID_HEADER]),
    handlerTimeout: answerMs,
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    keepAliveTimeout: keepAliveMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: checkEveryMs },
  });
}

/** The authenticator of the application; without one no sender is known. */
const authenticatorOf = (application: NestFastifyApplication): Authenticator => {
  try {
    return application.get<Authenticator>(AUTHENTICATOR, { strict: false });
  } catch {
    return nobodyIsKnown;
  }
};

/** Cipher of the codes of senders; without one, codes are valid for the life of the process. */
const codesOf = (application: NestFastifyApplication): ActorCodes['cipher'] => {
  try {
    return application.get<ActorCodes>(ACTOR_CODES, { strict: false }).cipher;
  } catch {
    return cipherWith(randomBytes(32));
  }
};

/** Emergency roles from the first service of the process; all services have the same. */
const emergencyOf = (application: NestFastifyApplication): EmergencyGrants | null => {
  try {
    return application.get<EmergencyGrants>(EMERGENCY_GRANTS, { strict: false, each: true })[0] ?? null;
  } catch {
    return null;
  }
};

/** The audit log; without one, requests that must be audited get no response. */
const noAuditor: Pick<Auditor, 'record'> = {
  async record() {
    throw new AuditAway();
  },
};

const auditorOf = (application: NestFastifyApplication): Pick<Auditor, 'record'> => {
  try {
    return application.get<Auditor>(AUDITOR, { strict: false });
  } catch {
    return noAuditor;
  }
};

/** A NestJS application on Fastify as all services run it: raw bodies, problems, API-Version, paths below /v1. Throws a Refusal when an endpoint declares no permission. */
export async function createApplication(
  module: Type | DynamicModule,
  { preview = false, hosts = [], limits = httpLimits, rates = rateLimits, proxies = [] }: ApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = adapterWithin(limits, proxies);
  const server = adapter.getInstance();
  server.server.maxConnections = limits.connectionsMax;
  server.addContentTypeParser(RAW_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  addRequestLog(server);
  await addEdge(server, hosts);
  const guard = await RateGuard.on(server, rates);
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    preview,
    abortOnError: false,
    bodyParser: false,
  });
  mustDeclarePermissions(application);
  if (!preview) {
    const sources = { codes: codesOf(application), emergency: emergencyOf(application), rates: guard };
    authenticateRequests(server, authenticatorOf(application), sources);
    auditAnswers(server, auditorOf(application));
  }
  application.useGlobalGuards(new AccessGuard());
  application.useGlobalFilters(new ProblemFilter(reportUnexpected));
  application.setGlobalPrefix('v1', { exclude: ['/', 'openapi.json', 'health/live', 'health/ready', 'metrics'] });
  return application;
}

/** The port is taken by another program; the message gives the remedy. */
export class PortTaken extends Refusal {
  override readonly name = 'PortTaken';
  constructor(port: number) {
    super(
      'port-taken',
      'internal',
      `port ${port} is in use by another program: stop that program, or choose another port with --port or PORT`,
    );
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
