import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problems/problem.js';

/** Injection token of the secret of internal calls, for the guard. */
export const INTERNAL_TOKEN = Symbol('InternalToken');

/** Header of an internal call. */
export const bearerOf = (token: string): string => `Bearer ${token}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets in calls of services of the product only, by their secret; compared in a time that does not depend on the guess. */
@Injectable()
export class InternalGuard implements CanActivate {
  constructor(@Inject(INTERNAL_TOKEN) private readonly token: string) {}

  canActivate(context: ExecutionContext): boolean {
    const given = context.switchToHttp().getRequest<FastifyRequest>().headers.authorization ?? '';
    if (timingSafeEqual(digest(given), digest(bearerOf(this.token)))) return true;
    throw new Problem(
      401,
      'not-authenticated',
      'this address is for Regieboek services: send REGIEBOEK_INTERNAL_TOKEN',
    );
  }
}
