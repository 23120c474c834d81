import { STATUS_CODES } from 'node:http';
import { applyDecorators, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  type ApiBodyOptions,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import type { z } from 'zod';
import { AsDescribed, type PartSchemas } from './as-described.js';
import { jsonSchemaOf, schemaOrReference, type JsonSchema } from './json-schema.js';
import { mediaTypes, OnlyMediaTypes, type Content } from './media-types.js';
import type { ProblemDetails } from './problem.js';
import { problemDetails } from './problem-schema.js';

/** A body that an endpoint reads: its kind, and for JSON its schema. */
export interface BodyDescription {
  readonly content: Content;
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
  readonly optional?: boolean;
}

/** An answer of an endpoint: JSON by its schema, and other media types as text. */
export interface AnswerDescription {
  readonly description: string;
  readonly json?: z.ZodType;
  readonly example?: unknown;
  /** Media types with an example. */
  readonly text?: Readonly<Record<string, string>>;
  /** Whether an ETag comes with it. */
  readonly etag?: boolean;
}

/** Everything that a reader of the description has to know about one endpoint. */
export interface EndpointDescription {
  /** One line, with the Dutch term where there is one. */
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodyDescription;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Statuses of problems beside 400 (input), 413 and 415 (bodies), which follow from the rest. */
  readonly problems?: readonly number[];
  /** Whether If-Match is read. */
  readonly precondition?: boolean;
}

const problemTexts: Readonly<Record<number, string>> = {
  400: 'The request is not as documented, or what was sent is refused: all faults at once, each with its place.',
  404: 'There is nothing under this id.',
  409: 'What is recorded under this id says something else.',
  412: 'Somebody changed this since the ETag in If-Match was given; read it again.',
  413: 'The body is larger than 25 MB (iJw OP179).',
  415: 'The media type of the body is not read here.',
  503: 'Something needed is away for a moment; nothing is lost: try again.',
};

const problemCodes: Readonly<Record<number, string>> = {
  400: 'invalid-input',
  404: 'not-found',
  409: 'id-in-use',
  412: 'changed-meanwhile',
  413: 'too-large',
  415: 'unsupported-media-type',
  503: 'identities-away',
};

/** Answers that are sent again after a lost reply; said once, beside every write. */
const idempotency =
  'Accepted and not needed: writes are idempotent by their content and ids, without a limit in time. The same request again, with or without this header, changes nothing and gives the same outcome.';

/** JSON schema without a value cast: the decorators take the plain object that it is. */
type Loose = NonNullable<ApiResponseOptions> & { schema?: Record<string, unknown> };

const textSchema = { type: 'string' };

function contentOf({ json, example, text = {} }: AnswerDescription): Record<string, object> | undefined {
  const types: Record<string, object> = {};
  if (json) {
    types['application/json'] = { schema: schemaOrReference(json), ...(example === undefined ? {} : { example }) };
  }
  for (const [type, shown] of Object.entries(text)) types[type] = { schema: textSchema, example: shown };
  return Object.keys(types).length === 0 ? undefined : types;
}

const versionHeader = { 'API-Version': { description: 'Version of this interface.', schema: textSchema } };
const etagHeader = { ETag: { description: 'Revision, for If-Match.', schema: textSchema, example: '"3"' } };

function answerOf(status: number, answer: AnswerDescription): MethodDecorator & ClassDecorator {
  const content = contentOf(answer);
  const options: Loose = {
    status,
    description: answer.description,
    headers: { ...versionHeader, ...(answer.etag ? etagHeader : {}) },
    ...(content ? { content } : {}),
  };
  return ApiResponse(options);
}

/** An example that keeps to the schema, for every status the same but for its own name and number. */
const problemExample = (status: number): ProblemDetails => ({
  type: `urn:regieboek:problem:${problemCodes[status] ?? 'refused'}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail: problemTexts[status] ?? 'A problem.',
  ...(status === 400 ? { faults: [{ place: 'path period', text: 'a month yyyy-mm' }] } : {}),
});

function problemOf(status: number): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status,
    description: problemTexts[status] ?? 'A problem.',
    headers: versionHeader,
    content: {
      'application/problem+json': { schema: schemaOrReference(problemDetails), example: problemExample(status) },
    },
  });
}

function statusesOf({ path, query, body, problems = [], precondition }: EndpointDescription): number[] {
  const found = new Set(problems);
  if (path || query || body || precondition) found.add(400);
  if (body) found.add(413).add(415);
  if (precondition) found.add(412);
  return [...found].sort((a, b) => a - b);
}

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Record<string, unknown>;
  readonly description?: string;
  readonly example?: unknown;
}

function parametersOf(object: z.ZodObject | undefined): Parameter[] {
  if (!object) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(object) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    required: required.includes(name),
    schema,
    ...(typeof description === 'string' ? { description } : {}),
    ...(example === undefined ? {} : { example }),
  }));
}

const bodyDecorators = ({ content, description, schema, example, optional }: BodyDescription) => {
  const shown = example === undefined ? {} : { examples: { example: { value: example } } };
  const options: ApiBodyOptions & { schema: Record<string, unknown> } = {
    description,
    required: !optional,
    schema: schema ? { ...schemaOrReference(schema) } : textSchema,
    ...shown,
  };
  return [
    ApiConsumes(...mediaTypes[content]),
    ApiBody(options),
    ApiHeader({ name: 'Idempotency-Key', description: idempotency, required: false, schema: { type: 'string' } }),
  ];
};

/**
 * Describes an endpoint for OpenAPI, and holds requests to the description: another media type is refused with 415,
 * and faults in path, query and body with 400, all at once.
 */
export function Endpoint(described: EndpointDescription): MethodDecorator {
  const { summary, description, path, query, body, answers, precondition } = described;
  const ifMatch = {
    name: 'If-Match',
    description: 'ETag of the state that the request was made for; another state is refused with 412.',
    required: false,
    schema: { type: 'string', pattern: '^(\\*|"[0-9]+")$' },
    example: '"3"',
  };
  const schemas: PartSchemas = {
    ...(path ? { path } : {}),
    ...(query ? { query } : {}),
    ...(body?.schema ? { body: body.optional ? body.schema.nullish() : body.schema } : {}),
  };
  return applyDecorators(
    UseGuards(...(body ? [new OnlyMediaTypes(body.content)] : []), new AsDescribed(schemas)),
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ...parametersOf(path).map((parameter) => ApiParam(parameter)),
    ...parametersOf(query).map((parameter) => ApiQuery(parameter)),
    ...(body ? bodyDecorators(body) : []),
    ...(precondition ? [ApiHeader(ifMatch)] : []),
    ...Object.entries(answers).map(([status, answer]) => answerOf(Number(status), answer)),
    ...statusesOf(described).map(problemOf),
  );
}
