import { z } from 'zod';
import { component } from '../openapi/json-schema.js';
import type { Fault, ProblemDetails } from './problem.js';

/** One fault: its place, and the problem with its remedy. */
export const fault = component(
  'Fault',
  z.object({
    place: z.string().meta({ description: 'JSON pointer, element path, line of a file or name of a parameter.' }),
    text: z.string(),
  }) satisfies z.ZodType<Fault>,
);

/** Problem details of RFC 9457, with every fault at once. */
export const problemDetails = component(
  'Problem',
  z.object({
    type: z.string().meta({ example: 'urn:regieboek:problem:invalid-input' }),
    title: z.string().meta({ example: 'Bad Request' }),
    status: z.int().min(400).max(599),
    detail: z.string(),
    faults: z.array(fault).optional(),
  }) satisfies z.ZodType<Pick<ProblemDetails, 'type' | 'title' | 'status' | 'detail'>>,
);
