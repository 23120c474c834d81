import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { WrongRevision } from '@regieboek/eventing';
import { FeedBehind } from '../feeds/feed-barrier.js';
import { IdentitiesAway } from '../identities.js';
import { CheckpointAhead, OtherLog } from '../projections/projection.js';
import { faultsOf } from './parsed.js';
import { invalid, Problem, type ProblemDetails } from './problem.js';

const fromZod = (error: ZodError): Problem => invalid('the request is not as documented', faultsOf(error));

/** What the framework refuses by itself, in our words: its own may repeat what was sent. */
const frameworkProblems: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['unreadable', 'the request cannot be read: check its content type and that the body is what it says'],
  404: ['not-found', 'there is nothing at this address; see /openapi.json'],
  405: ['method-not-allowed', 'this method is not possible here; see /openapi.json'],
  414: ['address-too-long', 'a part of the address is longer than any id: copy it again'],
  413: ['too-large', 'the message is larger than 25 MB (iJw OP179): send it in parts'],
  415: ['unsupported-media-type', 'this content type is not read here; see /openapi.json'],
};

const ofFramework = (status: number): Problem => {
  const [code, detail] = frameworkProblems[status] ?? [`http-${status}`, 'the request was refused'];
  return new Problem(status, code, detail);
};

const isFastifyFault = (error: unknown): error is Error & { readonly statusCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_') && 'statusCode' in error;

/** Any error as a problem. What nobody foresaw becomes 500 without its text, which may hold personal data. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return fromZod(error);
  if (error instanceof WrongRevision) {
    return new Problem(
      412,
      'changed-meanwhile',
      'somebody changed this meanwhile: read it again and send its new ETag',
    );
  }
  if (error instanceof IdentitiesAway) return new Problem(503, 'identities-away', error.message);
  if (error instanceof CheckpointAhead || error instanceof OtherLog)
    return new Problem(503, 'other-log', error.message);
  if (error instanceof FeedBehind) return new Problem(503, 'feed-behind', error.message);
  if (error instanceof HttpException) return ofFramework(error.getStatus());
  if (isFastifyFault(error)) return ofFramework(error.statusCode);
  return new Problem(500, 'unexpected', 'something unforeseen went wrong; nothing was changed by this request');
}

/** Reports errors that nobody foresaw: their kind and where they came from, never their message. */
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
    void reply.status(problem.status).header('Content-Type', 'application/problem+json').send(details);
  }
}
