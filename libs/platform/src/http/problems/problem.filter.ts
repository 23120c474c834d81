import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { isTransientInPostgres as isTransient } from '@regieboek/eventing';
import { isRefusal, type Refusal, type RefusalKind } from '@regieboek/kernel';
import { RETRY_AFTER_SECONDS } from '../edge/http-limits.js';
import { faultsOf } from '../requests/parsed.js';
import { Problem, type ProblemDetails } from './problem.js';

const fromZod = (error: ZodError): Problem =>
  new Problem(400, 'invalid-input', 'the request does not match the documentation', faultsOf(error));

/** Remedy for a write without a response. */
const UNKNOWN_OUTCOME =
  'It is unknown whether anything was recorded: send the same request again, which records nothing twice';

/** Refusals of the framework, in our words: its own text may repeat the input. */
const frameworkProblems: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['unreadable', 'the request cannot be read: check that the body matches its content type'],
  404: ['not-found', 'this address does not exist; see /openapi.json'],
  405: ['method-not-allowed', 'this address does not support the method; see /openapi.json'],
  414: ['address-too-long', 'a part of the address is too long for an id: copy it again'],
  413: ['too-large', 'the body is larger than 25 MB (iJw OP179), or for JSON larger than 1 MB: split it'],
  415: ['unsupported-media-type', 'this content type is not supported; see /openapi.json'],
  503: ['too-slow', `the request timed out. ${UNKNOWN_OUTCOME}`],
};

const ofFramework = (status: number): Problem => {
  const [code, detail] = frameworkProblems[status] ?? [`http-${status}`, 'the request was refused'];
  return new Problem(status, code, detail);
};

const isFastifyFault = (error: unknown): error is Error & { readonly statusCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_') && 'statusCode' in error;

const unexpected = (): Problem => new Problem(500, 'unexpected', `an unexpected error occurred. ${UNKNOWN_OUTCOME}`);

/** Status of each kind of refusal: a missing kind does not compile. */
const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  changed: 412,
  'too-large': 413,
  unavailable: 503,
  settings: 500,
  internal: 500,
};

/** Remedies that are different for a sender of requests than for a caller of the code. */
const detailOf: Readonly<Record<string, (message: string) => string>> = {
  'changed-meanwhile': () => 'the resource has changed: read it again and send its new ETag',
  'too-complex': (message) => `${message}; it is kept and retried a few times`,
  'log-away': () => 'the event log cannot be reached, and nothing was recorded: send the request again later',
  'database-away': () => `the database does not respond. ${UNKNOWN_OUTCOME}`,
};

/** A refusal as a problem. Faults that only an operator can repair are not shown to a client. */
function ofRefusal({ code, kind, message, faults }: Refusal): Problem {
  const status = statusOf[kind];
  if (status === 500) return unexpected();
  return new Problem(status, code, detailOf[code]?.(message) ?? message, faults);
}

const databaseAway = (): Problem =>
  new Problem(503, 'database-away', `the database does not respond. ${UNKNOWN_OUTCOME}`);

/** Any error as a problem. An unexpected error becomes 500 without its text, which may hold personal data. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return fromZod(error);
  if (isRefusal(error)) return ofRefusal(error);
  if (isTransient(error)) return databaseAway();
  if (error instanceof HttpException) return ofFramework(error.getStatus());
  if (isFastifyFault(error)) return ofFramework(error.statusCode);
  return unexpected();
}

/** Reports unexpected errors: their kind and origin, never their message. */
export type ReportUnexpected = (error: unknown) => void;

/** Every error leaves as RFC 9457 problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly report: ReportUnexpected) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.status === 500) this.report(error);
    const details: ProblemDetails = problem.details();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (problem.status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    void reply.status(problem.status).header('Content-Type', 'application/problem+json').send(details);
  }
}
