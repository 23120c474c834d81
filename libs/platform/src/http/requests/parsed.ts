import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { plausibleFaults } from '@regieboek/kernel';
import { latestToday } from '../../today.js';
import { bounded } from '../problems/bounded.js';
import type { Fault } from '../problems/problem.js';
import type { Part } from './part.js';
import { unknownNames } from './unknown-names.js';

/** Names of unknown fields may be personal data too; zod would repeat them. */
const UNKNOWN = 'contains unknown fields; see /openapi.json';

const placeOf = (part: Part, path: readonly PropertyKey[]): string =>
  part === 'body' ? `/${path.join('/')}` : [part, ...path].map(String).join(' ');

/** Faults that a schema finds: a JSON pointer in a body, otherwise the name of the parameter. */
export const faultsOf = (error: z.ZodError, part: Part = 'body'): Fault[] =>
  bounded(error.issues, ({ code, path, message }) => ({
    place: placeOf(part, path),
    text: code === 'unrecognized_keys' && message.startsWith('Unrecognized') ? UNKNOWN : message,
  }));

/** Faults of one part of a request; none without a schema. */
export function faultsAt(part: Part, schema: z.ZodType | undefined, value: unknown): Fault[] {
  const parsed = schema?.safeParse(value, { error: unknownNames(part) });
  return parsed?.error ? faultsOf(parsed.error, part) : [];
}

/** Faults of implausible months and days in a part of a request. */
export const implausibleIn = (part: Part, value: unknown): Fault[] =>
  bounded(plausibleFaults(value, latestToday()), ({ path, text }) => ({ place: placeOf(part, path), text }));

/** Parses a parameter of a controller with its schema. Throws ZodError, which an `Endpoint` has ruled out. */
export class Parsed<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown): z.output<Schema> {
    return this.schema.parse(value);
  }
}
