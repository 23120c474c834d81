import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Media types that the product reads; all but JSON reach a controller as the bytes received. */
export const mediaTypes = {
  xml: ['application/xml', 'text/xml'],
  csv: ['text/csv'],
  yaml: ['application/yaml', 'text/yaml'],
  zip: ['application/zip'],
  json: ['application/json'],
} as const satisfies Record<string, readonly string[]>;

/** Name of a kind of content. */
export type Content = keyof typeof mediaTypes;

/** Accepts a request with one of the media types, or without a body; refuses others with 415. */
export class OnlyMediaTypes implements CanActivate {
  constructor(private readonly content: Content) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const allowed: readonly string[] = mediaTypes[this.content];
    const sent = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (sent === undefined || allowed.includes(sent)) return true;
    throw new Problem(415, 'unsupported-media-type', `send the content as ${allowed.join(' or ')}`);
  }
}

/** The bytes of a body; refuses an empty one with 400. */
export function bytesOf(body: unknown, content: Content): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new Problem(400, 'invalid-input', `send the content as ${mediaTypes[content].join(' or ')}`, [
    { place: 'body', text: 'is empty' },
  ]);
}
