import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { componentsIn } from './json-schema.js';

/** Version of the interface, in its description and in the header API-Version. */
export const API_VERSION = '1.0.0';

/** Title of a description, and the modules it covers: all when omitted. */
export interface ApiTitle {
  readonly title: string;
  readonly description: string;
  readonly modules?: readonly Type[];
}

/** `MessagesController`, `status` -> `messagesStatus`. */
const operationId = (controller: string, method: string): string => {
  const subject = controller.replace(/Controller$/, '');
  return `${subject.charAt(0).toLowerCase()}${subject.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
};

/** The same value with the fields of every object in order of name, so that equal descriptions are equal texts. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
};

/** Ways to log in, of which a process has those that its log-in file configures. */
const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-regieboek',
    description: 'Session of a browser (GET /v1/session/log-in); a write also needs the Origin of this server.',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Token of a program, from the token endpoint of an issuer of the log-in file.',
  },
};

/** OpenAPI 3.1 description of an application, from the metadata of its controllers. */
export function describeApi(application: INestApplication, { title, description, modules }: ApiTitle): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(API_VERSION)
    .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
    .addServer('/', 'This server')
    .build();
  const described = SwaggerModule.createDocument(application, frame, {
    operationIdFactory: operationId,
    ...(modules ? { include: [...modules] } : {}),
  });
  const { openapi, info, servers, tags, paths } = described;
  const names = [...new Set(Object.values(paths).flatMap((item) => Object.values(item).flatMap(tagsOf)))].sort();
  return sorted({
    openapi,
    info,
    servers,
    tags: tags?.length ? tags : names.map((name) => ({ name })),
    paths,
    components: { schemas: componentsIn(paths), securitySchemes },
  }) as OpenAPIObject;
}

const tagsOf = (operation: { tags?: string[] }): string[] => operation.tags ?? [];
