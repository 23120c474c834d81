import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Parameter of a controller: a signal that is aborted when the client disconnects, or when the response takes too long. */
export const RequestSignal = createParamDecorator(
  (_: unknown, context: ExecutionContext): AbortSignal => context.switchToHttp().getRequest<FastifyRequest>().signal,
);
