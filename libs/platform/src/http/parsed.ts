import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import type { Fault } from './problem.js';

type Issue = z.core.$ZodIssue;

/** Part of a request that a schema describes. */
export type Part = 'path' | 'query' | 'body';

/** What is wrong, in words that repeat nothing of what was sent: names of unknown fields may be personal data too. */
const textOf = (issue: Issue): string =>
  issue.code === 'unrecognized_keys' ? 'holds fields that are not known here; see /openapi.json' : issue.message;

/** Faults that a schema finds: a JSON pointer in a body, otherwise the name of the parameter. */
export const faultsOf = (error: z.ZodError, part: Part = 'body'): Fault[] =>
  error.issues.map((issue) => ({
    place: part === 'body' ? `/${issue.path.join('/')}` : `${part} ${issue.path.join('/')}`,
    text: textOf(issue),
  }));

/** Faults of one part of a request; none without a schema. */
export function faultsAt(part: Part, schema: z.ZodType | undefined, value: unknown): Fault[] {
  const parsed = schema?.safeParse(value);
  return parsed?.error ? faultsOf(parsed.error, part) : [];
}

/** Gives a parameter of a controller as its schema makes it. Throws ZodError, which an `Endpoint` has ruled out. */
export class Parsed<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown): z.output<Schema> {
    return this.schema.parse(value);
  }
}
