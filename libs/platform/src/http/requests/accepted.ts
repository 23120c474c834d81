import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '@regieboek/kernel';
import { Problem } from '../problems/problem.js';

/** A media type with its character set, as it is sent and compared. */
const sentAs = (type: string): string => `${type}; charset=utf-8`;

/** The offered media type that a client prefers, by RFC 9110; the first one when it states no preference. */
export function preferred<Type extends string>(accept: string | undefined, offered: readonly Type[]): Type | undefined {
  const negotiator = new Negotiator({ headers: accept === undefined ? {} : { accept } });
  const chosen = negotiator.mediaType(offered.map(sentAs));
  return offered.find((type) => sentAs(type) === chosen);
}

/** Accepts requests for a supported response format; refuses others with 406. */
export class Acceptable implements CanActivate {
  constructor(private readonly offered: readonly string[]) {}

  canActivate(context: ExecutionContext): boolean {
    const { accept } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (this.offered.length === 0 || preferred(accept, this.offered) !== undefined) return true;
    throw new Problem(
      406,
      'not-acceptable',
      `the available media types are ${this.offered.join(' and ')}: name one in Accept`,
    );
  }
}

/** Language that a client prefers (`Accept-Language`): English unless it asks for Dutch. */
export const preferredLanguage = (accept: string | undefined): Language =>
  new Negotiator({ headers: { 'accept-language': accept ?? 'en' } }).language(['en', 'nl']) === 'nl' ? 'nl' : 'en';
