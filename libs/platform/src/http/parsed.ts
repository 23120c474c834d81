import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { invalid, type Fault } from './problem.js';

type Issue = z.core.$ZodIssue;

/** What is wrong, in words that repeat nothing of what was sent: names of unknown fields may be personal data too. */
const textOf = (issue: Issue): string =>
  issue.code === 'unrecognized_keys' ? 'holds fields that are not known here; see /openapi.json' : issue.message;

/** Faults of a schema with their place as a JSON pointer. */
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.map((issue) => ({ place: `/${issue.path.join('/')}`, text: textOf(issue) }));

const prefixes: Partial<Record<ArgumentMetadata['type'], string>> = { param: 'path', query: 'query' };

/** Checks path, query or body against a schema; refuses with 400 and every fault at once. */
export class Parsed<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown, { type }: ArgumentMetadata): z.output<Schema> {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const prefix = prefixes[type];
    const faults = faultsOf(parsed.error);
    throw invalid(
      'the request is not as documented; see /openapi.json',
      prefix ? faults.map(({ place, text }) => ({ place: `${prefix} ${place.slice(1)}`, text })) : faults,
    );
  }
}
