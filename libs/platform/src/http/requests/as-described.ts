import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { faultsAt, implausibleIn } from './parsed.js';
import type { Part } from './part.js';
import { invalid } from '../problems/problem.js';

/** Schemas of the parts of a request; a part without one is left alone. */
export type PartSchemas = Readonly<Partial<Record<Part, z.ZodType>>>;

/** Accepts requests whose path, query and body match their schemas and have plausible months and days; refuses others with 400 and all faults. */
export class AsDescribed implements CanActivate {
  constructor(private readonly schemas: PartSchemas) {}

  canActivate(context: ExecutionContext): boolean {
    const { params, query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const { schemas } = this;
    const faults = [
      ...faultsAt('path', schemas.path, params),
      ...faultsAt('query', schemas.query, query),
      ...faultsAt('body', schemas.body, body),
      ...implausibleIn('path', params),
      ...implausibleIn('query', query),
      ...(schemas.body ? implausibleIn('body', body) : []),
    ];
    if (faults.length === 0) return true;
    throw invalid(
      {
        en: 'the request does not match the documentation; see /openapi.json',
        nl: 'de aanvraag past niet bij de beschrijving; zie /openapi.json',
      },
      faults,
    );
  }
}
