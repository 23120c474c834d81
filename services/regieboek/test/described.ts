/** Holds answers against the published description: what is not described must not be sent. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Schemas with every object closed, so that a field nobody described is a fault. Parts of an allOf stay open. */
function closed(value: unknown, inAllOf = false): unknown {
  if (Array.isArray(value)) return value.map((one) => closed(one, inAllOf));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, closed(one, inAllOf || key === 'allOf')]);
  const result: Json = Object.fromEntries(entries);
  if (isObject(value.properties) && !inAllOf) result.additionalProperties = false;
  return result;
}

const matcher = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** An answer, as much of it as a description is about. */
export interface Answer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Returns a function that lists the differences between an answer and its description. */
export function differences(api: OpenAPIObject): (answer: Answer) => string[] {
  const { ResidenceFact, ...schemas } = api.components?.schemas ?? {};
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // The package is CommonJS: its function is the default export of its default export.
  Reflect.apply(formats.default, undefined, [ajv]);
  ajv.addSchema({ $id: 'api', components: { schemas: { ...(closed(schemas) as Json), ResidenceFact } } });
  const paths = Object.entries(api.paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  return ({ method, url, status, type, body }) => {
    const [path = ''] = url.split('?');
    const item = paths.find(([template]) => matcher(template).test(path))?.[1] as Json | undefined;
    const operation = item?.[method.toLowerCase()];
    if (!isObject(operation)) return [`${method} ${path} is not described`];
    const response = isObject(operation.responses) ? operation.responses[String(status)] : undefined;
    if (!isObject(response)) return [`${method} ${path}: status ${status} is not described`];
    const content = isObject(response.content) ? response.content[type] : undefined;
    if (!isObject(content)) return [`${method} ${path} ${status}: media type ${type} is not described`];
    if (!type.endsWith('json')) return [];
    const text = JSON.stringify(closed(content.schema)).replaceAll('"#/components', '"api#/components');
    const check = ajv.compile(JSON.parse(text) as Json);
    if (check(JSON.parse(body))) return [];
    return (check.errors ?? []).map((fault) => `${method} ${path} ${status} ${fault.instancePath}: ${fault.message}`);
  };
}
