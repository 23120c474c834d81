import { STATUS_CODES } from 'node:http';
import { applyDecorators, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
  type ApiBodyOptions,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import { z } from 'zod';
import { ruleOf } from '@regieboek/access';
import { Permitted, actionOf, type Permission, type SessionEvent } from '../access/permission.js';
import { Acceptable } from './requests/accepted.js';
import { AsDescribed, type PartSchemas } from './requests/as-described.js';
import { closed } from './closed.js';
import { OneRequestPerKey } from './requests/idempotency.js';
import { jsonSchemaOf, schemaOrReference, type JsonSchema } from './openapi/json-schema.js';
import { mediaTypes, OnlyMediaTypes, type Content } from './openapi/media-types.js';
import type { ProblemDetails } from './problems/problem.js';
import { problemDetails } from './problems/problem-schema.js';

/** A body that an endpoint reads: its kind, and for JSON its schema. */
interface BodyDescription {
  readonly content: Content;
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

/** A response of an endpoint: JSON by its schema, other media types as text or as files. */
interface AnswerDescription {
  readonly description: string;
  readonly json?: z.ZodType;
  readonly example?: unknown;
  /** Media types with an example. */
  readonly text?: Readonly<Record<string, string>>;
  /** Media types of files, each with a description. */
  readonly files?: Readonly<Record<string, string>>;
  /** True when an ETag is sent with it. */
  readonly etag?: boolean;
}

/** Description of an endpoint. */
export interface EndpointDescription {
  /** One line, with the Dutch term if there is one. */
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodyDescription;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Statuses of problems other than 400 (input), 413 and 415 (bodies), which follow from the rest. */
  readonly problems?: readonly number[];
  /** Who may use it. */
  readonly permission: Permission;
  /** It logs somebody in or out, which is audited. */
  readonly sessionEvent?: SessionEvent;
  /** Whether If-Match is read. */
  readonly precondition?: boolean;
}

const problemTexts: Readonly<Record<number, string>> = {
  400: 'The request does not match the documentation, or its content is refused: all faults, each with its place.',
  401: 'Nobody is logged in, or the session or token is not valid any more.',
  403: 'No role of the actor allows it; or the request was sent by a page of another site.',
  404: 'Nothing exists with this id.',
  406: 'No media type in Accept is available.',
  409: 'Different content is recorded under this id.',
  410: 'It named a youth whose data were erased.',
  412: 'The resource changed since the ETag in If-Match was issued; read it again.',
  413: 'The body is larger than 25 MB (iJw OP179), or as JSON than 1 MB.',
  415: 'The media type or the encoding of the body is not supported.',
  421: 'The server does not accept the name in Host.',
  422: 'The Idempotency-Key was used with another request.',
  429: 'The sender sent more requests in a minute than the server accepts: try again after Retry-After.',
  503: 'A dependency is temporarily unavailable or slow; nothing is lost: try again after Retry-After.',
};

const problemCodes: Readonly<Record<number, string>> = {
  400: 'invalid-input',
  401: 'not-logged-in',
  403: 'not-allowed-role',
  404: 'not-found',
  406: 'not-acceptable',
  409: 'id-in-use',
  410: 'youth-erased',
  412: 'changed-meanwhile',
  413: 'too-large',
  415: 'unsupported-media-type',
  421: 'misdirected',
  422: 'key-in-use',
  429: 'too-many-requests',
  503: 'database-away',
};

/** Responses that are repeated after a lost reply; described once, for every write. */
const idempotency =
  'Accepted but not required: writes are idempotent by their content and ids, without a time limit. The same request again, with or without this header, changes nothing and has the same outcome. A key that was used with another request in the last 30 days is refused.';

/** JSON schema without a value cast: the decorators take the plain object that it is. */
type Loose = NonNullable<ApiResponseOptions> & { schema?: Record<string, unknown> };

const textSchema = { type: 'string' };

const fileSchema = (description: string) => ({ type: 'string', format: 'binary', description });

function contentOf({ json, example, text = {}, files = {} }: AnswerDescription): Record<string, object> | undefined {
  const types: Record<string, object> = {};
  if (json) {
    types['application/json'] = { schema: schemaOrReference(json), ...(example === undefined ? {} : { example }) };
  }
  for (const [type, shown] of Object.entries(text)) types[type] = { schema: textSchema, example: shown };
  for (const [type, what] of Object.entries(files)) types[type] = { schema: fileSchema(what) };
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

/** A valid example, the same for every status except its own name and number. */
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

/** Problems of every request: unknown names in it, response format, host name, number and time. */
const OF_EVERY_REQUEST = [400, 406, 421, 429, 503];

function statusesOf({ body, problems = [], precondition, permission }: EndpointDescription): number[] {
  const found = new Set([...problems, ...OF_EVERY_REQUEST]);
  if (permission !== 'anyone') found.add(401).add(403);
  if (body) found.add(403).add(413).add(415).add(422);
  if (precondition) found.add(412);
  return [...found].sort((a, b) => a - b);
}

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Record<string, unknown>;
  readonly description?: string;
}

function parametersOf(object: z.ZodObject | undefined): Parameter[] {
  if (!object) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(object) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name, { description, ...schema }]) => ({
      name,
      required: required.includes(name),
      schema,
      ...(typeof description === 'string' ? { description } : {}),
    }));
}

const bodyDecorators = ({ content, description, schema, example }: BodyDescription) => {
  const shown = example === undefined ? {} : { examples: { example: { value: example } } };
  const options: ApiBodyOptions & { schema: Record<string, unknown> } = {
    description,
    required: true,
    schema: schema ? { ...schemaOrReference(schema) } : textSchema,
    ...shown,
  };
  return [
    ApiConsumes(...mediaTypes[content]),
    ApiBody(options),
    UseGuards(OneRequestPerKey),
    ApiHeader({ name: 'Idempotency-Key', description: idempotency, required: false, schema: { type: 'string' } }),
  ];
};

/** Media types of a successful response. */
const offeredBy = (answers: EndpointDescription['answers']): string[] =>
  Object.entries(answers).flatMap(([status, { json, text = {}, files = {} }]) =>
    Number(status) < 300 ? [...(json ? ['application/json'] : []), ...Object.keys(text), ...Object.keys(files)] : [],
  );

/** An endpoint whose query and body are closed: undescribed fields are refused. */
const withClosedParts = (described: EndpointDescription): EndpointDescription => {
  const { query = z.object({}), body } = described;
  const schema = body?.schema && closed(body.schema);
  return { ...described, query: query.strict(), ...(body && schema ? { body: { ...body, schema } } : {}) };
};

/** How an answer of an endpoint is audited, by its action. */
const auditOf = (permission: Permission): string | undefined => {
  const needed = actionOf(permission);
  return needed && ruleOf(needed.action).audit;
};

/** Permission in the description: who may log in how, and the action that docs/access.md lists. */
const permissionDecorators = ({ permission, sessionEvent }: EndpointDescription) => [
  Permitted(permission, sessionEvent),
  ...(permission === 'anyone' ? [] : [ApiSecurity('session'), ApiSecurity('token')]),
  ApiExtension('x-permission', actionOf(permission)?.action ?? permission),
  ApiExtension('x-audit', auditOf(permission) ?? sessionEvent ?? 'not'),
];

/**
 * Describes an endpoint for OpenAPI, and validates requests against the description: 415 for another media type, 406 for an
 * unsupported response format, and 400 for faults in path, query and body, all at once; an undescribed field in a query or a body
 * is a fault.
 */
export function Endpoint(given: EndpointDescription): MethodDecorator {
  const described = withClosedParts(given);
  const { summary, description, path, query, body, answers, precondition } = described;
  const ifMatch = {
    name: 'If-Match',
    description: 'ETag of the state that the client read; another state is refused with 412.',
    required: false,
    schema: { type: 'string', pattern: '^(\\*|"[0-9]+")$' },
    example: '"3"',
  };
  const schemas: PartSchemas = {
    ...(path ? { path } : {}),
    ...(query ? { query } : {}),
    ...(body?.schema ? { body: body.schema } : {}),
  };
  return applyDecorators(
    UseGuards(
      ...(body ? [new OnlyMediaTypes(body.content)] : []),
      new Acceptable(offeredBy(answers)),
      new AsDescribed(schemas),
    ),
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    ...parametersOf(path).map((parameter) => ApiParam(parameter)),
    ...parametersOf(query).map((parameter) => ApiQuery(parameter)),
    ...(body ? bodyDecorators(body) : []),
    ...permissionDecorators(described),
    ...(precondition ? [ApiHeader(ifMatch)] : []),
    ...Object.entries(answers).map(([status, answer]) => answerOf(Number(status), answer)),
    ...statusesOf(described).map(problemOf),
  );
}
