import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDescriptions } from '../src/api/api-descriptions.js';
import { differences } from './described.js';

const services = ['contracts', 'placements', 'finance', 'reporting', 'regieboek'] as const;

const committed = (service: string): OpenAPIObject =>
  JSON.parse(readFileSync(new URL(`../../${service}/openapi.json`, import.meta.url), 'utf8'));

let made: Record<string, OpenAPIObject>;
beforeAll(async () => {
  made = await apiDescriptions();
});

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: string[];
  readonly parameters?: Parameter[];
  readonly requestBody?: { readonly content: Record<string, { schema?: object }> };
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: object; example?: unknown }> }
  >;
}

interface Described extends Operation {
  readonly method: string;
  readonly path: string;
}

const operationsOf = ({ paths }: OpenAPIObject): Described[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ ...operation, method, path })),
  );

/** Names of the properties of all schemas, with their places. */
function propertiesIn(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => [
    ...(key === 'properties' && typeof one === 'object' && one !== null
      ? Object.keys(one).map((name) => `${place}/${name}`)
      : []),
    ...propertiesIn(one, `${place}/${key}`),
  ]);
}

describe.each(services)('the description of %s', (service) => {
  it('equals the controllers: otherwise run npm run openapi', () => {
    expect(committed(service)).toEqual(JSON.parse(JSON.stringify(made[service])));
  });

  it('is valid OpenAPI 3.1, and so are the schemas in it', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...committed(service) });
    expect([valid, errors]).toEqual([true, undefined]);
    expect(validator.version).toBe('3.1');
    expect(operationsOf(committed(service)).length).toBeGreaterThan(3);
  });

  it('describes every endpoint with its purpose, its input and all its answers', () => {
    for (const { method, path, summary, tags, responses, parameters = [], requestBody } of operationsOf(
      committed(service),
    )) {
      const at = `${method} ${path}`;
      expect([at, summary?.length ?? 0]).toEqual([at, expect.any(Number)]);
      expect([at, (summary ?? '').length > 10, tags?.length]).toEqual([at, true, 1]);
      for (const name of path.match(/(?<=\{)[^}]+/g) ?? []) {
        expect([at, parameters.find((one) => one.in === 'path' && one.name === name)?.required]).toEqual([at, true]);
      }
      expect([at, parameters.filter(({ description = '' }) => description === '')]).toEqual([at, []]);
      for (const [status, { content = {} }] of Object.entries(responses)) {
        // A redirect has no content.
        if (status.startsWith('3')) continue;
        const types = Object.keys(content);
        const isProblem = Number(status) >= 400;
        expect([at, status, types.length > 0]).toEqual([at, status, true]);
        expect([at, status, types.includes('application/problem+json')]).toEqual([at, status, isProblem]);
        expect([at, status, Object.values(content).every(({ schema }) => schema)]).toEqual([at, status, true]);
      }
      if (method === 'post') {
        const ofBody = requestBody ? ['413', '415'] : [];
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', ...ofBody]));
        expect(Object.values(requestBody?.content ?? {}).every(({ schema }) => schema)).toBe(true);
        // A request without a body is the same by its path.
        if (requestBody) expect(parameters.map(({ name }) => name)).toContain('Idempotency-Key');
      }
    }
  });

  it('has examples that its own schemas accept', () => {
    const differs = differences(committed(service));
    let examples = 0;
    for (const { method, path, responses } of operationsOf(committed(service))) {
      for (const [status, { content = {} }] of Object.entries(responses)) {
        for (const [type, { example }] of Object.entries(content)) {
          if (example === undefined || !type.endsWith('json')) continue;
          examples += 1;
          const body = JSON.stringify(example);
          expect(differs({ method, url: path, status: Number(status), type, body })).toEqual([]);
        }
      }
    }
    expect(examples).toBeGreaterThan(3);
  });

  it('follows the API Design Rules: versioned kebab-case paths, camelCase fields, ids that are unique', () => {
    const operations = operationsOf(committed(service));
    for (const { path } of operations) {
      expect(path).toMatch(/^(\/v1(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z]*\}))+|\/health\/(live|ready)|\/metrics)$/);
    }
    const names = propertiesIn(committed(service)).map((place) => place.split('/').at(-1) ?? '');
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no citizen service number or name of a person in any path, parameter or field', () => {
    const operations = operationsOf(committed(service));
    const places = [
      ...operations.map(({ path }) => path),
      ...operations.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name)),
      ...propertiesIn(committed(service)),
    ];
    const isPersonal = (place: string) => /bsn|burgerservice|surname|achternaam/i.test(place);
    // Who is who is asked and told in bodies only, for those who may.
    const allowed = [/^\/components\/schemas\/YouthIdentity\/bsn$/, /\/youth-look-ups\/post\/requestBody\/.*\/bsn$/];
    expect(places.filter((place) => isPersonal(place) && !allowed.some((one) => one.test(place)))).toEqual([]);
  });
});

describe('the description of the whole', () => {
  it('holds every endpoint of every service, and the import of many files for all of them', () => {
    const paths = (service: string) => operationsOf(committed(service)).map(({ method, path }) => `${method} ${path}`);
    const parts = new Set(services.slice(0, -1).flatMap(paths));
    expect(paths('regieboek').sort()).toEqual([...parts, 'post /v1/imports'].sort());
    expect(parts.size).toBeGreaterThanOrEqual(34);
  });
});
